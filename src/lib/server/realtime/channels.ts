import type { Server as HttpServer } from 'node:http';
import type { Server } from 'socket.io';
import { BOARD_NAMESPACE } from '#lib/live/board-protocol.ts';
import { app } from '#lib/server/app.ts';
import { openAttendanceChannel } from './attendance-channel.ts';
import { openAskingChannel } from './asking-channel.ts';
import { openBoardChannel } from './board-channel.ts';
import { openBoardStream } from './board-stream.ts';
import { openCeremonyChannel } from './ceremony-channel.ts';
import { openClockChannel } from './clock-channel.ts';
import { openDeskChannel } from './desk-channel.ts';
import { openGateChannel } from './gate-channel.ts';
import { openHandOverChannel } from './hand-over-channel.ts';
import { openJudgeChannel } from './judge-channel.ts';
import { sameOrigin } from './origin.ts';
import { openProgrammeChannel } from './programme-channel.ts';
import { publicBoards } from './public-boards.ts';
import { openQuizChannel } from './quiz-channel.ts';
import { openVoteChannel } from './vote-channel.ts';
import { openScreenChannel } from './screen-channel.ts';

/**
 * Opens the namespaces and the stream of public boards: what each kind of client may hear and ask. The answer stops
 * their listeners and timers.
 */
export function openChannels(io: Server, http: HttpServer): () => void {
	io.on('connection', (socket) => socket.disconnect(true));
	const boards = publicBoards(io.of(BOARD_NAMESPACE));
	openBoardChannel(io.of(BOARD_NAMESPACE), boards);
	const stops = [
		openBoardStream(http, boards, (request) => sameOrigin(request, app().config.origin)),
		boards.close,
		openDeskChannel(io),
		openJudgeChannel(io),
		openCeremonyChannel(io),
		openClockChannel(io),
		openQuizChannel(io),
		openVoteChannel(io),
		openScreenChannel(io),
		openGateChannel(io),
		openAttendanceChannel(io),
		openProgrammeChannel(io),
		openAskingChannel(io),
		openHandOverChannel(io)
	];
	return () => {
		for (const stop of stops) stop();
	};
}
