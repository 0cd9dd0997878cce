/**
 * merit: Bằng khen · commendation: Giấy khen · certificate: Giấy chứng nhận of an organizer, for a prize, for taking part
 * or for attending · flag: a flag with its document.
 */
export const AWARD_KINDS = ['merit', 'commendation', 'certificate', 'flag'] as const;
export type AwardKind = (typeof AWARD_KINDS)[number];

/** Who is honoured; the law on emulation and commendation knows these three. */
export const SUBJECT_KINDS = ['collective', 'individual', 'household'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** state: under the national name and motto · party: under the Party's name, an asterisk below the body. */
export const LETTERHEADS = ['state', 'party'] as const;
export type Letterhead = (typeof LETTERHEADS)[number];

/** What an issuer may sign, as somebody with the right to has recorded it. */
export interface Issuer {
	readonly letterhead: Letterhead;
	/** Kinds that it has authority to award by the law on emulation and commendation, or the Party's rules. */
	readonly authority: readonly AwardKind[];
}

export interface DecisionFacts {
	readonly kind: AwardKind;
	/** '1234/QĐ-UBND'; null while it has none. */
	readonly number: string | null;
	/** The day of the decision, as 2026-10-15; null while it has none. */
	readonly decidedOn: string | null;
	/** Who signs, in which office; null where it is not said. */
	readonly signer: string | null;
}

/** What a decision lacks before anything may be issued under it. */
export type DecisionLack = 'authority' | 'number' | 'day' | 'signer';

/** The words BẰNG KHEN and GIẤY KHEN, and a flag, stand only over a decision of somebody who may award them. */
export const needsAuthority = (kind: AwardKind): boolean => kind !== 'certificate';

/** A decision's number as the State's bodies and the Party's write it: 1234/QĐ-UBND, 24-QĐ/BDVTU. */
const DECISION_NUMBER = /^\d{1,6}(?:\/|-)[\p{Lu}\d]{1,10}(?:[-/][\p{Lu}\d]{1,20}){0,3}$/u;

export const isDecisionNumber = (number: string): boolean => DECISION_NUMBER.test(number.normalize('NFC'));

/** Everything that a decision lacks. An organizer's own certificate needs a signer and a day, and may be without a number. */
export function lacksOf({ kind, number, decidedOn, signer }: DecisionFacts, issuer: Issuer): DecisionLack[] {
	const lacks: DecisionLack[] = [];
	if (needsAuthority(kind) && !issuer.authority.includes(kind)) lacks.push('authority');
	if (number === null ? needsAuthority(kind) : !isDecisionNumber(number)) lacks.push('number');
	if (decidedOn === null) lacks.push('day');
	if (!signer?.trim()) lacks.push('signer');
	return lacks;
}

/** Whether the State's emblem may stand on it: on what a body of the State awards, never on an organizer's certificate. */
export function mayBearEmblem(kind: AwardKind, { letterhead, authority }: Issuer): boolean {
	return letterhead === 'state' && needsAuthority(kind) && authority.includes(kind);
}
