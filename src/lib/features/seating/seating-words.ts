import type { RowKind } from '#lib/domain/conference/seating.ts';
import { m } from '#lib/paraglide/messages.js';

export const ROW_KIND_WORDS: Readonly<Record<RowKind, () => string>> = {
	general: m.seating_kind_general,
	presidium: m.seating_kind_presidium,
	honouree: m.seating_kind_honouree,
	press: m.seating_kind_press,
	guest: m.seating_kind_guest
};

const STEP_WORDS: Readonly<Record<string, () => string>> = {
	shape: m.seating_what_shape,
	gap: m.seating_what_gap,
	seat: m.seating_what_seat,
	fill: m.seating_what_fill,
	clear: m.seating_what_clear,
	free: m.seating_what_free,
	restore: m.seating_what_restore,
	pass: m.seating_what_pass,
	stage: m.seating_what_stage
};
export const stepWords = (what: string): string => STEP_WORDS[what]?.() ?? what;

/** Somebody as the seating page knows them. */
export interface Sitter {
	readonly delegateId: string;
	readonly name: string;
	readonly unit: string;
	readonly category: string;
	readonly seat: string | null;
	readonly seatWords: string | null;
	/** Sits in another hall. */
	readonly isElsewhere: boolean;
	readonly goesOnStage: boolean;
	/** The list of honours says that they go on the stage. */
	readonly isHonoured: boolean;
	readonly hasCome: boolean;
	readonly isAway: boolean;
}
