import type { Namespace } from 'socket.io';
import { safeParse } from 'valibot';
import type { FromViewer, ToViewer } from '#lib/live/board-protocol.ts';
import { log } from '#lib/server/log.ts';
import { metrics } from '#lib/server/metrics/metrics.ts';
import { addressOf } from './address.ts';
import { allowance } from './admission.ts';
import { JoinSchema } from './join.ts';
import type { PublicBoards } from './public-boards.ts';

/** Boards for everybody: no account, public projections only, nothing to say but which board. */
export function openBoardChannel(
	channel: Namespace<FromViewer, ToViewer>,
	{ rooms, hall }: Pick<PublicBoards, 'rooms' | 'hall'>
): void {
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
}
