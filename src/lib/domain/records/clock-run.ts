import type { ClockPress } from '#lib/domain/timing/stage-clock.ts';

/** A press of the stage's clock as the record tells it; `at` by the server's calendar clock. */
export interface Pressed {
	readonly kind: ClockPress;
	readonly at: string;
}

/** One turn by its clock: when it began, stood still and ended. What came before a reset does not count. */
export interface ClockRun {
	readonly startedAt: string;
	/** `to` null: it did not go on, or it stopped in the pause. */
	readonly pauses: readonly { readonly from: string; readonly to: string | null }[];
	/** Null: it still runs or stands. */
	readonly stoppedAt: string | null;
	/** When it was put back to 0 before this run. */
	readonly resets: readonly string[];
}

/** What the presses of one attempt come to, in the order in which they were made; null where the clock never started. */
export function clockRun(presses: readonly Pressed[]): ClockRun | null {
	const resets: string[] = [];
	let run: {
		startedAt: string;
		pauses: { from: string; to: string | null }[];
		stoppedAt: string | null;
	} | null = null;
	for (const { kind, at } of presses) {
		if (kind === 'start') {
			run = { startedAt: at, pauses: [], stoppedAt: null };
		} else if (kind === 'reset') {
			resets.push(at);
			run = null;
		} else if (run) {
			const open = run.pauses.at(-1);
			if (kind === 'pause') run.pauses.push({ from: at, to: null });
			else if (kind === 'stop') run.stoppedAt = at;
			else if (run.stoppedAt !== null) {
				// Stopped by mistake: the time it stood was a pause.
				if (open && open.to === null) open.to = at;
				else run.pauses.push({ from: run.stoppedAt, to: at });
				run.stoppedAt = null;
			} else if (open) open.to = at;
		}
	}
	return run && { ...run, resets };
}
