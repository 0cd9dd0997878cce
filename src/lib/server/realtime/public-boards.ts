import type { Namespace } from 'socket.io';
import { BEAT_MS } from '#lib/live/board-protocol.ts';
import { app } from '#lib/server/app.ts';
import { publicProjection } from '#lib/server/live/public-projection.ts';
import { log } from '#lib/server/log.ts';
import { admission, type Admission } from './admission.ts';
import { BoardRoom, BoardRooms } from './board-room.ts';
import { listen } from './bus.ts';
import { everyBeat } from './every-beat.ts';

// A hall shares one address (its wifi), so the limit of one address is the size of a hall.
const viewers = () => ({
	all: Number(process.env.KHEO_VIEWERS ?? 20_000),
	perAddress: Number(process.env.KHEO_VIEWERS_PER_ADDRESS ?? 6000)
});

/** What everybody may see of rounds, and how many may look, whichever way they come in. */
export interface PublicBoards {
	readonly rooms: BoardRooms;
	readonly hall: Admission;
	close(): void;
}

/** Public boards only, read where nothing official can be read; `channel` is where sockets look at them. */
export function publicBoards(channel: Namespace): PublicBoards {
	const rooms = new BoardRooms(
		(roundId) => new BoardRoom(channel, roundId, () => publicProjection(app().database.read, roundId))
	);
	const stopListening = listen((happening) => {
		if (happening.kind !== 'board.changed' || happening.audience !== 'public') return;
		rooms
			.existing(happening.roundId)
			?.refresh()
			.catch((error: unknown) => log.error({ err: error }, 'a public board could not be sent'));
	});
	const stopBeating = everyBeat(BEAT_MS, () => rooms.beat());
	return {
		rooms,
		hall: admission(viewers()),
		close: () => {
			stopListening();
			stopBeating();
		}
	};
}
