export const CLOCK_PRESSES = ['start', 'pause', 'resume', 'stop', 'reset'] as const;
export type ClockPress = (typeof CLOCK_PRESSES)[number];

export const CLOCK_STATES = ['waiting', 'running', 'paused', 'stopped'] as const;
export type ClockState = (typeof CLOCK_STATES)[number];

/**
 * By which clock a time was measured. server: one run of the program, by its monotonic clock · bridged: over a restart, by
 * the server's calendar clock · device: a press came late, and the tablet said how long it had waited.
 */
export const CLOCK_ORIGINS = ['server', 'bridged', 'device'] as const;
export type ClockOrigin = (typeof CLOCK_ORIGINS)[number];

/** One moment by the server's two clocks. `monotonicMs` can be compared within one `run` only; `wallMs` may jump. */
export interface Moment {
	readonly run: string;
	readonly monotonicMs: number;
	readonly wallMs: number;
}

/** The clock as its last press left it. */
export interface ClockMark {
	readonly kind: ClockPress;
	readonly elapsedMs: number;
	/** The same by the calendar clock alone, as evidence. */
	readonly wallElapsedMs: number;
	readonly origin: ClockOrigin;
	readonly at: Moment;
}

export interface ClockReading {
	readonly elapsedMs: number;
	readonly wallElapsedMs: number;
	readonly origin: ClockOrigin;
}

/** Longer than this on the tablet, and the time of a press rests on the tablet's word. */
export const LATE_PRESS_MS = 2000;

const LEADS_TO: Readonly<Record<ClockPress, ClockState>> = {
	start: 'running',
	pause: 'paused',
	resume: 'running',
	stop: 'stopped',
	reset: 'waiting'
};
const ALLOWED: Readonly<Record<ClockState, readonly ClockPress[]>> = {
	waiting: ['start'],
	running: ['pause', 'stop'],
	paused: ['resume', 'stop', 'reset'],
	stopped: ['resume', 'reset']
};

export function clockState(last: Pick<ClockMark, 'kind'> | null): ClockState {
	return last ? LEADS_TO[last.kind] : 'waiting';
}

/** What can be pressed in a state, the likeliest first. */
export function clockPresses(state: ClockState): readonly ClockPress[] {
	return ALLOWED[state];
}

/** What the clock shows at a moment, in whole milliseconds; it never goes backwards. */
export function readClock(last: ClockMark | null, now: Moment): ClockReading {
	if (!last || last.kind === 'reset') return { elapsedMs: 0, wallElapsedMs: 0, origin: 'server' };
	const { elapsedMs, wallElapsedMs, origin } = last;
	if (clockState(last) !== 'running') return { elapsedMs, wallElapsedMs, origin };
	const wallMs = Math.max(0, now.wallMs - last.at.wallMs);
	const isOneRun = now.run === last.at.run;
	const sinceMs = isOneRun ? Math.max(0, now.monotonicMs - last.at.monotonicMs) : wallMs;
	return {
		elapsedMs: elapsedMs + sinceMs,
		wallElapsedMs: wallElapsedMs + wallMs,
		origin: isOneRun || origin === 'device' ? origin : 'bridged'
	};
}

/** already: the clock stands where this press would bring it, somebody else was first · impossible: it makes no sense now. */
export type PressAnswer =
	| { readonly ok: true; readonly mark: ClockMark }
	| { readonly ok: false; readonly why: 'already' | 'impossible'; readonly state: ClockState };

/**
 * Presses the clock at `arrived`, where the press waited `waitedMs` on its tablet before it could be sent: it counts for the
 * moment that long before, and never for one before the press that came first.
 */
export function pressClock(
	last: ClockMark | null,
	kind: ClockPress,
	arrived: Moment,
	waitedMs = 0
): PressAnswer {
	const state = clockState(last);
	if (!ALLOWED[state].includes(kind)) {
		return { ok: false, why: LEADS_TO[kind] === state ? 'already' : 'impossible', state };
	}
	const at = momentOf(last, arrived, waitedMs);
	const reading = readClock(last, at);
	const isLate = waitedMs > LATE_PRESS_MS;
	if (kind === 'start' || kind === 'reset') {
		const origin = isLate && kind === 'start' ? 'device' : 'server';
		return { ok: true, mark: { kind, elapsedMs: 0, wallElapsedMs: 0, origin, at } };
	}
	return { ok: true, mark: { kind, ...reading, origin: isLate ? 'device' : reading.origin, at } };
}

function momentOf(last: ClockMark | null, { run, monotonicMs, wallMs }: Moment, waitedMs: number): Moment {
	const earliest = last && last.at.run === run ? last.at.monotonicMs : Number.NEGATIVE_INFINITY;
	const backMs = Math.min(Math.max(0, Math.round(waitedMs)), Math.max(0, monotonicMs - earliest));
	return { run, monotonicMs: monotonicMs - backMs, wallMs: wallMs - backMs };
}
