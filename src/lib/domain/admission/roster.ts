import type { CredentialNumber } from './token-payload.ts';

export const CREDENTIAL_STATUSES = ['active', 'revoked', 'replaced', 'lost'] as const;
export type CredentialStatus = (typeof CREDENTIAL_STATUSES)[number];

export const CREDENTIAL_KINDS = ['badge', 'invite', 'temporary', 'pick-up'] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/** Whether the organising committee lets a delegate in at all: `pending` waits for approval, `blocked` is turned away. */
export const STANDINGS = ['cleared', 'pending', 'blocked'] as const;
export type Standing = (typeof STANDINGS)[number];

export const ROSTER_FLAGS = ['vip', 'speaker', 'honouree', 'needs-documents', 'check-photo'] as const;
export type RosterFlag = (typeof ROSTER_FLAGS)[number];

/** What a gate knows of a delegate. A person may be a delegate and be honoured: one person, one presence. */
export interface RosterDelegate {
	readonly delegateId: string;
	readonly personId: string;
	readonly name: string;
	readonly unit: string;
	readonly role: string;
	readonly seat: string | null;
	readonly flags: readonly RosterFlag[];
	readonly standing: Standing;
	/** Zones that may be entered; none: every zone. */
	readonly zones: readonly number[];
	/** Bitmap of the event's days; 0 is every day. */
	readonly days: number;
	/** "Dự thay ông/bà …": whom this delegate stands in for. */
	readonly standsInFor: string | null;
	/** Who came in this delegate's place; such a delegate is no longer expected. */
	readonly replacedBy: string | null;
}

export interface RosterCredential {
	readonly credential: CredentialNumber;
	readonly kind: CredentialKind;
	readonly status: CredentialStatus;
	/** Null: a temporary badge of the desk's pool that nobody has been bound to yet. */
	readonly delegateId: string | null;
	readonly withdrawnAt: string | null;
	readonly withdrawnReason: string | null;
}
