import { DRIFT } from '#lib/live/looking.ts';
import type { QuestionShown } from '#lib/live/quiz-protocol.ts';

/** When the time that runs is up, by this device's own clock that never jumps; all in milliseconds. */
export interface Countdown {
	/** Of which question, and which of its times. */
	readonly of: string;
	readonly endsAt: number;
	/** At most so far from the server's clock. */
	readonly errorMs: number;
	readonly heardAt: number;
}

/**
 * What to believe after one more look at the server, asked and answered at these moments: of two looks at the same time the one that knows
 * it better, but never one that the newer look proves wrong. Null where no time runs.
 */
export function countdownHeard(
	known: Countdown | null,
	shown: QuestionShown | null,
	{ askedAt, answeredAt }: { readonly askedAt: number; readonly answeredAt: number }
): Countdown | null {
	if (!shown || shown.leftMs === null) return null;
	const fresh: Countdown = {
		of: `${shown.askedId} ${shown.state}`,
		endsAt: (askedAt + answeredAt) / 2 + shown.leftMs,
		errorMs: (answeredAt - askedAt) / 2,
		heardAt: answeredAt
	};
	if (!known || known.of !== fresh.of) return fresh;
	const errorMs = known.errorMs + (fresh.heardAt - known.heardAt) * DRIFT;
	const isContradicted = Math.abs(fresh.endsAt - known.endsAt) > errorMs + fresh.errorMs;
	return isContradicted || fresh.errorMs <= errorMs ? fresh : known;
}

/** Whole seconds to show: rounded up, so that 0 stands there when the time is up and not before. */
export function secondsLeft(leftMs: number): number {
	return Math.max(0, Math.ceil(leftMs / 1000));
}
