import type { GateRole } from '#lib/domain/admission/gate-rights.ts';
import type { Role, SeatRole } from './roles.ts';

/** A role held everywhere, in a unit and all below it, in one contest or in one conference. */
export interface Grant {
	readonly role: Role;
	readonly unitId: string | null;
	readonly contestId: string | null;
	readonly conferenceId: string | null;
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
	| {
			readonly kind: 'team';
			readonly tabletId: string;
			readonly teamId: string;
			readonly roundId: string;
			readonly contestId: string;
			readonly name: string;
	  }
	/** A ticket of the audience, for its one vote. `name` is the same for all: it tells of no ticket in a log. */
	| {
			readonly kind: 'ticket';
			readonly ticketId: string;
			readonly voteId: string;
			readonly roundId: string;
			readonly contestId: string;
			readonly name: 'ticket';
	  }
	/** The holder of a unit's link to a conference, for its delegation only. */
	| {
			readonly kind: 'delegation';
			readonly delegationId: string;
			readonly unitId: string;
			readonly conferenceId: string;
			readonly name: string;
	  }
	/** An operator at a paired gate, while their shift lasts. */
	| {
			readonly kind: 'gate';
			readonly deviceId: string;
			readonly gateId: string;
			readonly operatorId: string;
			readonly gateRole: GateRole;
			readonly conferenceId: string;
			readonly name: string;
	  }
	/** The MC's own device, which follows one conference's stage page; `mayRun`: it begins and ends points as well. */
	| {
			readonly kind: 'mc';
			readonly mcDeviceId: string;
			readonly conferenceId: string;
			readonly mayRun: boolean;
			readonly name: string;
	  }
	| { readonly kind: 'screen'; readonly screenId: string; readonly contestId: string; readonly name: string }
	| { readonly kind: 'system'; readonly name: string };

export const ANONYMOUS: Actor = { kind: 'anonymous' };

/** Who asks, as it is written beside what they did. */
export const nameOfActor = (actor: Actor): string => ('name' in actor ? actor.name : '');

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
		case 'team':
			return actor.tabletId;
		case 'ticket':
			return 'ticket';
		case 'delegation':
			return actor.delegationId;
		case 'gate':
			return actor.operatorId;
		case 'mc':
			return actor.mcDeviceId;
		case 'screen':
			return actor.screenId;
		case 'system':
			return `system:${actor.name}`;
	}
}

/** Where something happens: what a grant or a tablet must cover. `unitIds` is the unit and everything above it. */
export interface Scope {
	readonly unitIds?: readonly string[];
	readonly contestId?: string;
	readonly conferenceId?: string;
	readonly roundId?: string;
	readonly seatId?: string;
	readonly invitationId?: string;
	readonly teamId?: string;
	readonly ticketId?: string;
	readonly screenId?: string;
	readonly delegationId?: string;
	readonly accountId?: string;
}
