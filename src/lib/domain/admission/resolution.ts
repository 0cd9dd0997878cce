import type { AdmissionConflict } from './conflict.ts';

/** What a supervisor found out about a conflict. */
export const RESOLUTIONS = ['same-person-twice', 'two-persons-one-badge', 'badge-lent', 'clerical'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export interface Settlement {
	readonly conflictId: string;
	readonly resolution: Resolution;
	readonly reason: string;
	readonly by: string;
	readonly at: string;
}

/** What follows from a finding. Scans stay as they are: a wrong one is voided by a record of its own. */
export interface Consequence {
	/** People in the hall whom the head-count of delegates does not hold. */
	readonly otherPersons: 0 | 1;
	readonly voidsLaterScan: boolean;
	readonly suggestsReissue: boolean;
}

export const CONSEQUENCES: Readonly<Record<Resolution, Consequence>> = {
	'same-person-twice': { otherPersons: 0, voidsLaterScan: false, suggestsReissue: false },
	'two-persons-one-badge': { otherPersons: 1, voidsLaterScan: false, suggestsReissue: true },
	'badge-lent': { otherPersons: 0, voidsLaterScan: true, suggestsReissue: true },
	clerical: { otherPersons: 0, voidsLaterScan: true, suggestsReissue: false }
};

export type SettlementProblem = 'settlement_reason_missing' | 'settlement_not_for_this' | 'settlement_done';

const SHORTEST_REASON = 3;

/** Why a conflict cannot be settled so; null when it can. A person twice needs two showings. */
export function settlementProblem(
	conflict: AdmissionConflict,
	resolution: Resolution,
	reason: string,
	earlier: readonly Settlement[]
): SettlementProblem | null {
	if (reason.trim().length < SHORTEST_REASON) return 'settlement_reason_missing';
	if (conflict.kind === 'revoked_admitted' && resolution === 'same-person-twice')
		return 'settlement_not_for_this';
	if (earlier.some(({ conflictId }) => conflictId === conflict.id)) return 'settlement_done';
	return null;
}

export function openConflicts(
	conflicts: readonly AdmissionConflict[],
	settlements: readonly Settlement[]
): AdmissionConflict[] {
	const settled = new Set(settlements.map(({ conflictId }) => conflictId));
	return conflicts.filter(({ id }) => !settled.has(id));
}

/** People in the hall beside the delegates who were counted. */
export function otherPersons(settlements: readonly Settlement[]): number {
	return settlements.reduce((total, { resolution }) => total + CONSEQUENCES[resolution].otherPersons, 0);
}
