import type { AwardKind, Letterhead, SubjectKind } from './award-kind.ts';
import type { SetByHand } from './fit-text.ts';
import type { Wording } from './wording.ts';

/** Where one certificate is printed a little elsewhere than its template says, in millimetres. */
export interface Nudge {
	readonly dx: number;
	readonly dy: number;
}

export const FITTED_BLOCKS = ['recipient', 'place', 'achievement'] as const;
export type FittedBlock = (typeof FITTED_BLOCKS)[number];

/** What was set by hand for one recipient. */
export type ByHand = Partial<Readonly<Record<FittedBlock, SetByHand & Nudge>>>;

/**
 * Everything that stands on one certificate: with its template's version it makes the same file, byte for byte, for ever.
 * Stored when the certificate is issued, and never changed.
 */
export interface CertificateFacts {
	/** 128 random bits as 32 hexadecimal digits. */
	readonly id: string;
	/** Twelve signs and a check sign. */
	readonly code: string;
	/** What the QR leads to: the verification page's full address. */
	readonly address: string;
	readonly kind: AwardKind;
	readonly letterhead: Letterhead;
	readonly subject: SubjectKind;
	readonly issuer: string;
	/** In English, where the template is bilingual and the issuer has a name in it. */
	readonly issuerEn: string | null;
	/** The recipient's lines, with their words in them. */
	readonly lines: Wording;
	/** The same in English, where the template is bilingual. */
	readonly linesEn: Wording | null;
	/** 'Lai Châu' */
	readonly place: string;
	/** YYYY-MM-DD */
	readonly decidedOn: string;
	readonly decision: string | null;
	/** Of the golden book; null where none is kept. */
	readonly number: number | null;
	/** 'KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH' */
	readonly office: string;
	readonly signer: string;
	readonly bearsEmblem: boolean;
	readonly byHand: ByHand;
	/** Of the demo or a rehearsal: says so across the sheet. */
	readonly isInvented: boolean;
}
