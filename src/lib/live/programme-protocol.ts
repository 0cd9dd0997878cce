import type { Course, ProgrammeItem } from '#lib/domain/conference/programme.ts';
import type { ClockState } from '#lib/domain/timing/stage-clock.ts';

/** The released programme of a conference with its course: for whoever looks at it. Never the draft, never a note. */
export const PROGRAMME_NAMESPACE = '/programme';

export type RunItem = ProgrammeItem & Course;

/** A speech's clock as its last press left it: while it runs, the time since `at` comes on top. */
export interface SpeechClock {
	readonly speechId: string;
	/** Number of the press. */
	readonly seq: number;
	readonly state: ClockState;
	readonly elapsedMs: number;
	/** Of the press, in milliseconds since 1970 on the server's clock. */
	readonly at: number;
}

export interface ProgrammeShown {
	readonly number: number;
	/** When this version was released, in ISO 8601. */
	readonly at: string;
	readonly items: readonly RunItem[];
	/** Of speeches whose clock was pressed. */
	readonly clocks: readonly SpeechClock[];
}

export interface ProgrammeAnswer {
	/** Of what is shown: asked with it again, what is the same is not sent again. */
	readonly sign: string;
	/** Null where the asker has it already. */
	readonly programme: ProgrammeShown | null;
	/** Milliseconds since 1970 on the server's clock, when it answered. */
	readonly serverTime: number;
}

export interface FromProgrammeViewer {
	/** The programme as it is now; from then on the viewer hears of every change. Null where there is none for everybody. */
	look(
		message: { readonly conferenceId: string; readonly sign?: string },
		answer: (view: ProgrammeAnswer | null) => void
	): void;
}

export interface ToProgrammeViewer {
	/** A press, or another version: look again. */
	changed(message: { readonly conferenceId: string }): void;
}
