import type { AwardKind, Letterhead } from '#lib/domain/honours/award-kind.ts';

/** A number of the book, as it is bound. */
export interface GoldenBookLine {
	readonly number: number;
	readonly name: string;
	readonly place: string;
	readonly decision: string | null;
	/** YYYY-MM-DD */
	readonly decidedOn: string | null;
	/** As printed on the newest certificate; null where none was issued. */
	readonly code: string | null;
	/** The day since when it is void, dd/MM/yyyy, and why. */
	readonly voided: { readonly day: string; readonly why: string } | null;
}

/** A whole book: plain data, so that a worker can have it. */
export interface GoldenBookInput {
	readonly locale: 'vi' | 'en';
	readonly issuer: string;
	readonly letterhead: Letterhead;
	readonly year: number;
	readonly kind: AwardKind;
	readonly lines: readonly GoldenBookLine[];
	/** What is wrong with the book, in sentences. */
	readonly faults: readonly string[];
	/** ISO */
	readonly at: string;
}
