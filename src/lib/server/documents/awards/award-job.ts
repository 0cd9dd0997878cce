import type { CertificateFacts } from '#lib/domain/honours/certificate-facts.ts';
import type { Calibration } from '#lib/domain/honours/paper.ts';
import type { Template } from '#lib/domain/honours/template.ts';

/** One certificate to be printed. */
export interface AwardToPrint {
	/** Of its recipient, by which what failed is named. */
	readonly id: string;
	/** Where it becomes a file of its own: ASCII, without ending. */
	readonly fileName: string;
	/** The pack that it is put into: its unit, as a file's name. */
	readonly pack: string;
	/** The version that it is made by. */
	readonly template: Template;
	readonly facts: CertificateFacts;
}

/** How certificates come out of the printer. */
export interface PrintWay {
	/** On a pre-printed blank: only what differs from one to the next. */
	readonly onBlank: boolean;
	/** As the printer needs it; null: as it is. */
	readonly calibration: Calibration | null;
	/** Certificates a sheet, to be cut and stacked; 1: one a sheet. */
	readonly aSheet: 1 | 2 | 4;
}

/**
 * pdf: all in one file · zip: each a file of its own, as it is issued · packs: a file for each unit, in a ZIP · single: the
 * one certificate as it is issued · hashes: no file, but JSON with the SHA-256 of each one's own by its id.
 */
export type AwardForm = 'pdf' | 'zip' | 'packs' | 'single' | 'hashes';

export interface AwardJob {
	/** By the hash of their file. */
	readonly pictures: ReadonlyMap<string, Uint8Array>;
	readonly awards: readonly AwardToPrint[];
	readonly form: AwardForm;
	readonly way: PrintWay;
	readonly title: string;
	/** The moment of printing. */
	readonly at: string;
}

/** A certificate that could not be made, and why; all others were. */
export interface FailedAward {
	readonly id: string;
	readonly why: string;
}

export interface PrintedAwards {
	readonly bytes: Uint8Array;
	readonly failed: readonly FailedAward[];
}
