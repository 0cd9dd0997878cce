import type { Namespace, Server } from 'socket.io';
import { safeParse } from 'valibot';
import { BEAT_MS, BOARD_NAMESPACE, type FromViewer, type ToViewer } from '#lib/live/board-protocol.ts';
import { app } from '#lib/server/app.ts';
import { publicProjection } from '#lib/server/live/public-projection.ts';
import { log } from '#lib/server/log.ts';
import { metrics } from '#lib/server/metrics/metrics.ts';
import { addressOf } from './address.ts';
import { admission, allowance } from './admission.ts';
import { BoardRoom, BoardRooms } from './board-room.ts';
import { listen } from './bus.ts';
import { everyBeat } from './every-beat.ts';
import { JoinSchema } from './join.ts';

// A hall shares one address (its wifi), so the limit of one address is the size of a hall.
const viewers = () => ({
	all: Number(process.env.KHEO_VIEWERS ?? 20_000),
	perAddress: Number(process.env.KHEO_VIEWERS_PER_ADDRESS ?? 6000)
});

/** Boards for everybody: no account, public projections only, nothing to say but which board. */
export function openBoardChannel(io: Server): () => void {
	const channel: Namespace<FromViewer, ToViewer> = io.of(BOARD_NAMESPACE);
	const rooms = new BoardRooms(
		(roundId) => new BoardRoom(channel, roundId, () => publicProjection(app().database.read, roundId))
	);
	const hall = admission(viewers());

	channel.use((socket, next) => {
		const address = addressOf(socket.request);
		if (!hall.enter(address)) {
			metrics.refusedViewers.add();
			return next(new Error('too_many'));
		}
		// Counted from here, so it must leave also when it never gets as far as `connection`.
		socket.conn.once('close', () => hall.leave(address));
		next();
	});

	channel.on('connection', (socket) => {
		metrics.sockets.opened('board');
		const mayAsk = allowance({ burst: 8, perSecond: 0.5 });
		socket.onAny(() => {
			if (!mayAsk()) socket.disconnect(true);
		});
		socket.on('join', (message, answer) => {
			if (typeof answer !== 'function') return;
			const parsed = safeParse(JoinSchema, message);
			if (!parsed.success) return answer({ ok: false, code: 'invalid' });
			const { roundId, version } = parsed.output;
			rooms.leave(socket);
			rooms
				.of(roundId)
				.join(socket, version)
				.then((held) => answer(held === null ? { ok: false, code: 'unknown' } : { ok: true, version: held }))
				.catch((error: unknown) => log.error({ err: error }, 'a viewer could not join'));
		});
		socket.on('disconnect', () => {
			rooms.leave(socket);
			metrics.sockets.closed('board');
		});
	});

	const stopListening = listen((happening) => {
		if (happening.kind !== 'board.changed' || happening.audience !== 'public') return;
		rooms
			.existing(happening.roundId)
			?.refresh()
			.catch((error: unknown) => log.error({ err: error }, 'a public board could not be sent'));
	});
	const stopBeating = everyBeat(BEAT_MS, () => rooms.beat());
	return () => {
		stopListening();
		stopBeating();
	};
}
