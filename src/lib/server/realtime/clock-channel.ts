import type { Namespace, Server } from 'socket.io';
import { safeParse } from 'valibot';
import {
	CLOCK_NAMESPACE,
	type ClockView,
	type FromClockViewer,
	type ToClockViewer
} from '#lib/live/clock-protocol.ts';
import { app } from '#lib/server/app.ts';
import { log } from '#lib/server/log.ts';
import { clockView } from '#lib/server/timing/clock-query.ts';
import { allowance } from './admission.ts';
import { listen } from './bus.ts';
import { WatchSchema } from './join.ts';

/** What a viewer would see change: whose turn, and the presses. */
const signOf = (view: ClockView | null) =>
	JSON.stringify([view?.turn ?? null, view?.clocks.map(({ path, seq, state }) => [path, seq, state])]);

const roomOf = (roundId: string) => `round:${roundId}`;

/** Nobody but the desk knows of a contest that is still a draft. */
async function shownClock(roundId: string) {
	const { read } = app().database;
	const round = await read.round.findUnique({
		where: { id: roundId },
		select: { contest: { select: { status: true } } }
	});
	return round && round.contest.status !== 'draft' ? clockView(read, roundId) : null;
}

/** The stage's clock for everybody who stands before it: presses are told at once, each viewer asks what it shows. */
export function openClockChannel(io: Server): () => void {
	const channel: Namespace<FromClockViewer, ToClockViewer> = io.of(CLOCK_NAMESPACE);
	const known = new Map<string, string>();

	/** Most changes of a round are of its marks and decisions: whoever watches the clock must not even hear that there was one. */
	async function tellOfTurn(roundId: string): Promise<void> {
		const room = roomOf(roundId);
		if (!channel.adapter.rooms.has(room)) return void known.delete(roundId);
		const sign = signOf(await shownClock(roundId));
		if (known.get(roundId) === sign) return;
		known.set(roundId, sign);
		channel.local.to(room).emit('pressed', { roundId });
	}

	channel.on('connection', (socket) => {
		// A viewer looks five times to measure its line, then every few seconds.
		const mayAsk = allowance({ burst: 40, perSecond: 2 });
		socket.onAny(() => {
			if (!mayAsk()) socket.disconnect(true);
		});
		socket.on('look', (message, answer) => {
			const parsed = safeParse(WatchSchema, message);
			if (typeof answer !== 'function') return;
			if (!parsed.success) return answer(null);
			const { roundId } = parsed.output;
			shownClock(roundId)
				.then(async (view) => {
					if (view) await socket.join(roomOf(roundId));
					if (view) known.set(roundId, signOf(view));
					answer(view);
				})
				.catch((error: unknown) => {
					log.error({ err: error, roundId }, 'a stage clock could not be read');
					answer(null);
				});
		});
	});
	return listen((happening) => {
		switch (happening.kind) {
			case 'clock.changed':
				return void channel.local
					.to(roomOf(happening.roundId))
					.emit('pressed', { roundId: happening.roundId });
			case 'stage.changed':
			case 'round.changed':
				tellOfTurn(happening.roundId).catch((error: unknown) =>
					log.error({ err: error, roundId: happening.roundId }, 'a stage clock could not be told of')
				);
		}
	});
}
