import type { Name } from '#lib/domain/shared/name.ts';
import type { LightTimes } from '#lib/domain/timing/lights.ts';
import type { ClockOrigin, ClockState } from '#lib/domain/timing/stage-clock.ts';

/** The clock of the stage, for whoever looks at it: nothing in it is a mark. */
export const CLOCK_NAMESPACE = '/clock';

export interface ClockShown {
	/** Path of the part or sub-part. */
	readonly path: string;
	readonly name: Name;
	readonly state: ClockState;
	/** When the server answered. */
	readonly elapsedMs: number;
	readonly origin: ClockOrigin;
	/** Server's number of the last press; 0 before the first. */
	readonly seq: number;
	readonly lights: LightTimes;
	readonly minMs: number | null;
}

/** The turn on stage with its clocks. */
export interface ClockView {
	readonly roundId: string;
	readonly turn: {
		readonly teamId: string;
		readonly teamName: string;
		readonly partKey: string;
		readonly attempt: number;
	} | null;
	readonly clocks: readonly ClockShown[];
	/** Milliseconds since 1970 on the server's clock, when it answered. */
	readonly serverTime: number;
}

export interface FromClockViewer {
	/** The clock as it is now; from then on the viewer hears of every press. */
	look(message: { readonly roundId: string }, answer: (view: ClockView | null) => void): void;
}

export interface ToClockViewer {
	/** A press, or another turn: look again. */
	pressed(message: { readonly roundId: string }): void;
}
