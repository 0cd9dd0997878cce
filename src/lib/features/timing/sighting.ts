import type { ClockMark, ClockPress, ClockState } from '#lib/domain/timing/stage-clock.ts';
import type { ClockShown, ClockView } from '#lib/live/clock-protocol.ts';
import { DRIFT } from '#lib/live/looking.ts';

/** One look at the server's clock, with this device's monotonic clock before and after; all in milliseconds. */
export interface Sighting {
	readonly view: ClockView;
	readonly askedAt: number;
	readonly answeredAt: number;
}

const roundTrip = ({ askedAt, answeredAt }: Sighting) => answeredAt - askedAt;
const pressesOf = ({ turn, clocks }: ClockView) =>
	JSON.stringify([turn, clocks.map(({ path, seq, state }) => [path, seq, state])]);

/** Which of two looks to believe: the newer where anything was pressed since, else the one that knows the moment better. */
export function believed(known: Sighting | null, fresh: Sighting): Sighting {
	if (!known || pressesOf(known.view) !== pressesOf(fresh.view)) return fresh;
	const ageMs = fresh.answeredAt - known.answeredAt;
	return roundTrip(fresh) <= roundTrip(known) + ageMs * DRIFT ? fresh : known;
}

const PRESS_OF: Readonly<Record<ClockState, ClockPress>> = {
	waiting: 'reset',
	running: 'start',
	paused: 'pause',
	stopped: 'stop'
};

/** The clock of this sighting as a mark on this device's own monotonic clock: it runs on from there without drift. */
export function markSeen({ askedAt, answeredAt }: Sighting, shown: ClockShown): ClockMark {
	const { state, elapsedMs, origin } = shown;
	const seenAt = (askedAt + answeredAt) / 2;
	const at = { run: 'device', monotonicMs: seenAt, wallMs: seenAt };
	return { kind: PRESS_OF[state], elapsedMs, wallElapsedMs: elapsedMs, origin, at };
}
