import type { Moment } from '#lib/domain/timing/stage-clock.ts';
import { newId } from '#lib/live/id.ts';

// The monotonic clock counts from anywhere; what it says means nothing to another run of the program.
const RUN = newId();

/** Now by both clocks of this process: setting the calendar clock does not move `monotonicMs`. */
export function serverMoment(): Moment {
	return {
		run: RUN,
		monotonicMs: Number(process.hrtime.bigint() / 1_000_000n),
		wallMs: Date.now()
	};
}
