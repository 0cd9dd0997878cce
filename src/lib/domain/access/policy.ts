import type { Actor, Grant, Scope } from './actor.ts';
import { ROLE_OF_SEAT, type Role } from './roles.ts';

const organizers = ['administrator', 'organizer'] as const;
const desk = ['administrator', 'organizer', 'secretary'] as const;
const jury = ['administrator', 'organizer', 'secretary', 'jury-chair'] as const;
const floor = ['administrator', 'organizer', 'secretary', 'timekeeper', 'jury-chair'] as const;

/**
 * Everything that can be asked of Khéo, and which roles may: the one table behind every route, form action and socket
 * event. `self` marks what a person may do to their own account, `anyone` what needs no role at all.
 */
export const POLICY = {
	'account.create-first': { roles: [] },
	'account.create': { roles: ['administrator'] },
	'account.disable': { roles: ['administrator'] },
	'account.reset-password': { roles: ['administrator'] },
	'account.change-password': { roles: [], self: true },
	'account.read': { roles: ['administrator'] },
	'session.read': { roles: ['administrator'], self: true },
	'session.revoke': { roles: ['administrator'], self: true },
	'grant.give': { roles: organizers },
	'grant.give-administrator': { roles: ['administrator'] },
	'grant.revoke': { roles: organizers },
	'audit.read': { roles: organizers },

	'unit.read': { roles: desk },
	'unit.save': { roles: organizers },
	'person.read': { roles: desk },
	'person.save': { roles: desk },
	'import.apply': { roles: organizers },
	'import.undo': { roles: organizers },

	'contest.create': { roles: organizers },
	'contest.edit': { roles: organizers },
	'contest.import': { roles: organizers },
	'contest.read': {
		roles: ['administrator', 'organizer', 'secretary', 'timekeeper', 'jury-chair', 'viewer']
	},
	'rules.save': { roles: organizers },
	'cluster.save': { roles: organizers },
	'round.save': { roles: organizers },
	'panel.save': { roles: organizers },
	'conflict.declare': { roles: desk },
	'registration.open': { roles: organizers },
	'registration.close': { roles: organizers },
	'invitation.make': { roles: organizers },
	'invitation.revoke': { roles: organizers },
	'invitation.open': { roles: [], invitation: true },
	'team.save': { roles: desk },
	'team.place': { roles: organizers },
	'team.review': { roles: organizers },
	'team.withdraw': { roles: organizers },
	'team.register': { roles: [], invitation: true },
	'team.submit': { roles: [], invitation: true },
	'draw.commit': { roles: organizers },
	'draw.run': { roles: desk },
	'draw.type': { roles: desk },

	'device.invite': { roles: desk },
	'device.claim': { roles: [], anyone: true },
	'device.set-pin': { roles: [], seat: true },
	'device.wake': { roles: [], seat: true },
	'device.read': { roles: jury },
	'device.revoke': { roles: desk },

	'round.open': { roles: organizers },
	'round.close': { roles: desk },
	'round.reopen': { roles: organizers },
	'round.verify': { roles: jury },
	'stage.call': { roles: floor },
	'performance.status': { roles: desk },
	'entry.status': { roles: desk },
	'seat.absence': { roles: jury },

	'ballot.mark': { roles: [], seat: true },
	'ballot.finalize': { roles: [], seat: true },
	'ballot.read-own': { roles: [], seat: true },
	'ballot.unlock': { roles: ['administrator', 'organizer', 'jury-chair'] },
	'paper.enter': { roles: desk },
	'given.enter': { roles: desk },
	'time.record': { roles: floor },
	'deduction.add': { roles: desk },
	'deduction.void': { roles: desk },
	'decision.record': { roles: jury },
	'sheet.read': { roles: jury },
	'board.read-official': { roles: jury },

	'result.publish': { roles: organizers },
	'final.fill': { roles: organizers },
	'contest.export': { roles: desk }
} as const satisfies Record<string, Rule>;

interface Rule {
	readonly roles: readonly Role[];
	/** The account's own things. */
	readonly self?: true;
	/** The paired tablet, for its own seat. */
	readonly seat?: true;
	/** The holder of a unit's registration link, for that unit's teams. */
	readonly invitation?: true;
	readonly anyone?: true;
}

export type Action = keyof typeof POLICY;
export const ACTIONS = Object.keys(POLICY) as readonly Action[];

function covers(grant: Grant, scope: Scope): boolean {
	if (grant.contestId !== null) return grant.contestId === scope.contestId;
	if (grant.unitId !== null) return scope.unitIds?.includes(grant.unitId) ?? false;
	return true;
}

/** Whether `actor` may do `action` in `scope`. Denies whatever the table does not allow. */
export function may(actor: Actor, action: Action, scope: Scope): boolean {
	const rule: Rule = POLICY[action];
	if (rule.anyone) return true;
	switch (actor.kind) {
		case 'anonymous':
			return false;
		case 'system':
			return true;
		case 'account':
			if (rule.self && scope.accountId === actor.accountId) return true;
			return actor.grants.some((grant) => rule.roles.includes(grant.role) && covers(grant, scope));
		case 'device': {
			if (scope.contestId !== actor.contestId || scope.roundId !== actor.roundId) return false;
			if (rule.seat) return scope.seatId === actor.seatId;
			return rule.roles.includes(ROLE_OF_SEAT[actor.seatRole]);
		}
		case 'invitation':
			return rule.invitation === true && scope.invitationId === actor.invitationId;
	}
}

/** Whether `actor` holds any role at all that allows `action` somewhere: what a menu may show. */
export function mayAnywhere(actor: Actor, action: Action): boolean {
	const rule: Rule = POLICY[action];
	if (actor.kind === 'account') return actor.grants.some((grant) => rule.roles.includes(grant.role));
	return actor.kind === 'system';
}
