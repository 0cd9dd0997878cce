import type { Actor } from './actor.ts';

/**
 * What waits for a second person: a result to be published, a correction of a published one, a sheet others relied on, two
 * teams' sheets that were exchanged, a committee's decision.
 */
export const APPROVAL_KINDS = ['publish', 'correct', 'unlock', 'swap', 'decision'] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

/** How long a request may be answered, in minutes: what stops a running round is agreed to while both are in the hall. */
export const APPROVAL_MINUTES: Readonly<Record<ApprovalKind, number>> = {
	publish: 24 * 60,
	correct: 24 * 60,
	unlock: 60,
	swap: 60,
	decision: 24 * 60
};

export interface AskedApproval {
	readonly requestedBy: string;
	/** Null: the account that asked belongs to nobody on the lists. */
	readonly requestedPersonId: string | null;
	readonly expiresAt: Date;
	readonly answer: string | null;
}

export type ApprovalRefusal = 'approval_answered' | 'approval_expired' | 'approval_same_person';

/** The account or the seat that acts, as it is written into a request; the seat is a tablet at the panel's table. */
export function personOf(actor: Actor): string | null {
	return actor.kind === 'account' || actor.kind === 'device' ? actor.personId : null;
}

/** Whether `actor` is the one who asked: the same account or seat, or the same person on another account or tablet. */
export function isOwnRequest(asked: AskedApproval, actor: Actor): boolean {
	const id = actor.kind === 'account' ? actor.accountId : actor.kind === 'device' ? actor.seatId : null;
	if (id === asked.requestedBy) return true;
	return asked.requestedPersonId !== null && personOf(actor) === asked.requestedPersonId;
}

/**
 * Why `actor` cannot approve a request at this moment, or null. Nobody is their own second person; declining and taking
 * back stay open to whoever asked. A request may be answered before `expiresAt`, never at it.
 */
export function approvalRefusal(
	asked: AskedApproval,
	actor: Actor,
	at: Date,
	answer: 'approved' | 'declined'
): ApprovalRefusal | null {
	if (asked.answer !== null) return 'approval_answered';
	if (at >= asked.expiresAt) return 'approval_expired';
	return answer === 'approved' && isOwnRequest(asked, actor) ? 'approval_same_person' : null;
}
