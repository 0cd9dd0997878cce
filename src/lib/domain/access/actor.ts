import type { Role, SeatRole } from './roles.ts';

/** A role held everywhere (neither unit nor contest), in a unit and all below it, or in one contest. */
export interface Grant {
	readonly role: Role;
	readonly unitId: string | null;
	readonly contestId: string | null;
}

/** Who asks. A tablet acts for its seat in one round only, an invitation for its unit's teams in one contest only. */
export type Actor =
	| { readonly kind: 'anonymous' }
	| {
			readonly kind: 'account';
			readonly accountId: string;
			readonly personId: string | null;
			readonly name: string;
			readonly grants: readonly Grant[];
			readonly mustChange: boolean;
	  }
	| {
			readonly kind: 'device';
			readonly deviceId: string;
			readonly seatId: string;
			readonly seatRole: SeatRole;
			readonly label: string;
			readonly personId: string;
			readonly name: string;
			readonly roundId: string;
			readonly contestId: string;
	  }
	| {
			readonly kind: 'invitation';
			readonly invitationId: string;
			readonly unitId: string;
			readonly contestId: string;
			readonly name: string;
	  }
	| { readonly kind: 'system'; readonly name: string };

export const ANONYMOUS: Actor = { kind: 'anonymous' };

/** A stable id of who asks, for receipts and the audit log. */
export function actorId(actor: Actor): string {
	switch (actor.kind) {
		case 'anonymous':
			return 'anonymous';
		case 'account':
			return actor.accountId;
		case 'device':
			return actor.seatId;
		case 'invitation':
			return actor.invitationId;
		case 'system':
			return `system:${actor.name}`;
	}
}

/** Where something happens: what a grant or a tablet must cover. `unitIds` is the unit and everything above it. */
export interface Scope {
	readonly unitIds?: readonly string[];
	readonly contestId?: string;
	readonly roundId?: string;
	readonly seatId?: string;
	readonly invitationId?: string;
	readonly accountId?: string;
}
