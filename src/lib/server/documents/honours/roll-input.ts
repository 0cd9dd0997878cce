import type { AwardKind, Letterhead, SubjectKind } from '#lib/domain/honours/award-kind.ts';

/** Somebody honoured, as they stand on a roll: what their certificate says, or would say. */
export interface RollEntry {
	readonly id: string;
	readonly subject: SubjectKind;
	readonly name: string;
	/** Office and unit, or place; may be empty. */
	readonly place: string;
	/** What for; may be empty. */
	readonly achievement: string;
	/** Where what for does not say it already; may be empty. */
	readonly prize: string;
	/** Of the golden book. */
	readonly number: number | null;
	/** Of the certificate that stands; null before it is issued. */
	readonly code: string | null;
}

export interface RollGroup {
	readonly subject: SubjectKind;
	readonly count: number;
	/** Null: how many they are is said, and no name. */
	readonly entries: readonly RollEntry[] | null;
}

export interface RollDecision {
	readonly kind: AwardKind;
	readonly letterhead: Letterhead;
	readonly issuer: string;
	readonly number: string | null;
	/** YYYY-MM-DD */
	readonly decidedOn: string | null;
	/** Lines parted by a line end. */
	readonly signerTitle: string;
	readonly signerName: string;
	readonly groups: readonly RollGroup[];
}

interface Rolled {
	readonly locale: 'vi' | 'en';
	/** What it is for; null where that is no event. */
	readonly event: string | null;
	/** draft: before its approval · annulled · invented: of the demo; stands across every page. */
	readonly mark: 'draft' | 'annulled' | 'invented' | null;
	/** ISO */
	readonly at: string;
}

/** The list that goes with a decision: plain data, so that a worker can have it. */
export interface RollListInput extends Rolled {
	readonly decision: RollDecision;
}

/** The board of honour at the hall's door, of one decision or of all of an event. */
export interface RollPosterInput extends Rolled {
	readonly decisions: readonly RollDecision[];
	readonly size: 'A4' | 'A3';
}
