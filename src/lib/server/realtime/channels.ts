import type { Server } from 'socket.io';
import { openBoardChannel } from './board-channel.ts';
import { openDeskChannel } from './desk-channel.ts';
import { openJudgeChannel } from './judge-channel.ts';

/** Opens the namespaces: what each kind of client may hear and ask. The answer stops their listeners and timers. */
export function openChannels(io: Server): () => void {
	io.on('connection', (socket) => socket.disconnect(true));
	const stops = [openBoardChannel(io), openDeskChannel(io), openJudgeChannel(io)];
	return () => {
		for (const stop of stops) stop();
	};
}
