import type { Actor, Grant, Scope } from './actor.ts';
import type { GateRole } from '#lib/domain/admission/gate-rights.ts';
import { ROLE_OF_SEAT, type Role } from './roles.ts';

const organizers = ['administrator', 'organizer'] as const;
const desk = ['administrator', 'organizer', 'secretary'] as const;
const jury = ['administrator', 'organizer', 'secretary', 'jury-chair'] as const;
const ceremony = ['administrator', 'organizer', 'jury-chair'] as const;
/** Who steers the hall's screens; a timekeeper is the stage manager in most contests. */
const stageCrew = ['administrator', 'organizer', 'secretary', 'timekeeper'] as const;
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
	'team.picture': { roles: desk, invitation: true },
	'draw.commit': { roles: organizers },
	'draw.run': { roles: desk },
	'draw.type': { roles: desk },

	'questions.read': { roles: organizers },
	'questions.save': { roles: organizers },
	'questions.seal': { roles: organizers },
	'questions.open': { roles: organizers },
	'quiz.draw': { roles: desk },
	'quiz.run': { roles: floor },
	'quiz.key': { roles: desk },
	'quiz.invite': { roles: desk },
	'quiz.claim': { roles: [], anyone: true },
	'quiz.answer': { roles: [], team: true },

	'vote.set-up': { roles: organizers },
	'vote.ticket': { roles: desk },
	'vote.run': { roles: floor },
	'vote.reopen': { roles: organizers },
	'vote.abandon': { roles: organizers },
	'vote.watch': { roles: organizers },
	'vote.count': { roles: jury },
	'vote.cast': { roles: [], ticket: true },

	'device.invite': { roles: desk },
	'device.claim': { roles: [], anyone: true },
	'device.set-pin': { roles: [], seat: true },
	'device.wake': { roles: [], seat: true },
	'device.read': { roles: jury },
	'device.revoke': { roles: desk },

	'screen.open': { roles: [], anyone: true },
	'screen.claim': { roles: desk },
	'screen.read': { roles: stageCrew },
	'screen.direct': { roles: stageCrew },
	'screen.save': { roles: desk },
	'screen.revoke': { roles: desk },
	'screen.follow': { roles: [], screen: true },
	'slides.save': { roles: desk },

	'round.open': { roles: organizers },
	'round.close': { roles: desk },
	'round.reopen': { roles: organizers },
	'round.verify': { roles: jury },
	'round.freeze': { roles: jury },
	'round.thaw': { roles: organizers },
	'stage.call': { roles: floor },
	'performance.status': { roles: desk },
	'performance.again': { roles: ['administrator', 'organizer', 'jury-chair'] },
	'entry.status': { roles: desk },
	'seat.absence': { roles: jury },

	'ballot.mark': { roles: [], seat: true },
	'ballot.finalize': { roles: [], seat: true },
	'ballot.read-own': { roles: [], seat: true },
	'ballot.unlock': { roles: ['administrator', 'organizer', 'jury-chair'] },
	'ballot.swap': { roles: ['administrator', 'organizer', 'jury-chair'] },
	'second-look.ask': { roles: ['administrator', 'organizer', 'jury-chair'] },
	'second-look.answer': { roles: [], seat: true },
	'hand-over.deliver': { roles: desk, seat: true },
	'held.keep': { roles: [] },
	'held.accept': { roles: ['administrator', 'organizer', 'jury-chair'] },
	'held.decline': { roles: ['administrator', 'organizer', 'jury-chair'] },
	'paper.enter': { roles: desk },
	'given.enter': { roles: desk },
	'time.record': { roles: floor },
	'deduction.add': { roles: desk },
	'deduction.void': { roles: desk },
	'decision.record': { roles: jury },
	'sheet.read': { roles: jury },
	'board.read-official': { roles: jury },

	'approval.answer': { roles: ['administrator', 'organizer', 'jury-chair'] },
	'result.publish': { roles: organizers },
	'result.correct': { roles: ['administrator', 'organizer', 'jury-chair'] },
	'record.print': { roles: jury },
	'record.withdraw': { roles: desk },
	'appeal.record': { roles: desk },
	'appeal.answer': { roles: ['administrator', 'organizer', 'jury-chair'] },
	'final.fill': { roles: organizers },
	'ceremony.read': { roles: ceremony },
	'ceremony.build': { roles: ceremony },
	'ceremony.confirm': { roles: ceremony },
	'ceremony.run': { roles: ceremony },
	'ceremony.end': { roles: organizers },
	'contest.export': { roles: desk },
	'contest.move': { roles: organizers },
	'rehearsal.run': { roles: organizers },
	'rehearsal.delete': { roles: organizers },

	'conference.create': { roles: organizers },
	'conference.edit': { roles: organizers },
	'conference.read': { roles: ['administrator', 'organizer', 'secretary', 'viewer'] },
	'conference.set-up': { roles: organizers },
	'programme.read': { roles: desk, mc: 'read' },
	'programme.save': { roles: desk },
	'programme.release': { roles: desk },
	'programme.run': { roles: desk, mc: 'run' },
	'mc.invite': { roles: desk },
	'mc.claim': { roles: [], anyone: true },
	'mc.revoke': { roles: desk },
	'speech.save': { roles: desk },
	'speech.send': { roles: [], delegation: true },
	'honouree.save': { roles: desk },

	'credential.issue': { roles: desk },
	'credential.withdraw': { roles: desk },
	'credential.print': { roles: desk, gate: ['desk'] },
	'credential.read': { roles: desk },
	'credential.rotate-key': { roles: organizers },
	'delegation.read': { roles: desk },
	'delegation.save': { roles: organizers },
	'delegation.link': { roles: organizers },
	'delegation.open': { roles: [], delegation: true },
	'delegation.send-in': { roles: [], delegation: true },
	'mail.set-up': { roles: ['administrator'] },
	'mail.read': { roles: desk },
	'mail.send': { roles: organizers },
	/** The post office's own word on what became of a letter. */
	'mail.deliver': { roles: [] },
	'document.read': { roles: desk },
	'document.save': { roles: desk },
	'document.release': { roles: organizers },
	'document.open': { roles: desk, delegation: true },
	'delegate.name': { roles: desk, delegation: true },
	'delegate.move': { roles: desk, delegation: true },
	'delegate.substitute': { roles: desk, delegation: true },

	'reception.read': { roles: desk, gate: ['supervisor', 'desk'] },
	'reception.register': { roles: desk, gate: ['desk'] },
	'reception.badge': { roles: desk, gate: ['desk'] },
	'reception.seat': { roles: desk, gate: ['supervisor', 'desk'] },

	'attendance.read': { roles: desk },
	'attendance.settle': { roles: desk },
	'attendance.screen': { roles: desk },
	'certificate.read': { roles: desk },
	'certificate.save': { roles: desk },
	'certificate.issue': { roles: organizers },
	'certificate.withdraw': { roles: organizers },
	'seating.read': { roles: desk },
	'seating.arrange': { roles: desk },

	'issuer.read': { roles: desk },
	'issuer.save': { roles: organizers },
	'award.read': { roles: desk },
	'award.save': { roles: desk },
	'award.propose': { roles: desk },
	'award.approve': { roles: organizers },
	'award.annul': { roles: organizers },
	'award.print': { roles: desk },
	'award.publish': { roles: organizers },
	'award.hand-over': { roles: desk },
	'award-template.read': { roles: desk },
	'award-template.save': { roles: organizers },
	'printer.save': { roles: desk },

	'gate.invite': { roles: desk },
	'gate.claim': { roles: [], anyone: true },
	'gate.revoke': { roles: desk },
	'gate.operator': { roles: desk },
	'gate.sign-in': { roles: [], anyone: true },
	'gate.read': { roles: desk },
	'gate.import': { roles: desk },
	'gate.scan': { roles: [], gate: ['steward', 'supervisor', 'desk'] },
	'gate.search': { roles: [], gate: ['supervisor', 'desk'] },
	'admission.read': { roles: desk, gate: ['supervisor'] },
	'admission.settle': { roles: desk, gate: ['supervisor'] },
	'admission.void': { roles: desk },
	'admission.end-session': { roles: desk },
	'admission.close-session': { roles: [] },
	'hall-question.read': { roles: desk },
	'hall-question.set-up': { roles: desk },
	'hall-question.moderate': { roles: desk },
	'hall-question.ask': { roles: [], anyone: true },

	'award-certificate.read': { roles: desk },
	'award-certificate.issue': { roles: organizers },
	'award-certificate.sign': { roles: organizers },
	'award-certificate.revoke': { roles: organizers },
	'award-certificate.replace': { roles: organizers },
	/** Whoever holds a certificate's code reports a mistake on it. */
	'award-certificate.ask': { roles: [], anyone: true },
	'honours-key.rotate': { roles: ['administrator'] }
} as const satisfies Record<string, Rule>;

interface Rule {
	readonly roles: readonly Role[];
	/** The account's own things. */
	readonly self?: true;
	/** The paired tablet, for its own seat. */
	readonly seat?: true;
	/** The holder of a unit's registration link, for that unit's teams. */
	readonly invitation?: true;
	/** The team's own tablet for the quiz, in its round. */
	readonly team?: true;
	/** A ticket of the audience, for its own vote. */
	readonly ticket?: true;
	/** The holder of a unit's link, for its own delegation. */
	readonly delegation?: true;
	/** An operator in one of these roles, at a gate of the conference. */
	readonly gate?: readonly GateRole[];
	/** The MC's device, in its conference: any, or one that may run the programme. */
	readonly mc?: 'read' | 'run';
	/** The screen itself, which only ever looks. */
	readonly screen?: true;
	readonly anyone?: true;
}

export type Action = keyof typeof POLICY;
export const ACTIONS = Object.keys(POLICY) as readonly Action[];

function covers(grant: Grant, scope: Scope): boolean {
	if (grant.contestId !== null) return grant.contestId === scope.contestId;
	if (grant.conferenceId !== null) return grant.conferenceId === scope.conferenceId;
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
		case 'team':
			return rule.team === true && scope.roundId === actor.roundId && scope.teamId === actor.teamId;
		case 'ticket':
			return rule.ticket === true && scope.ticketId === actor.ticketId;
		case 'delegation':
			return rule.delegation === true && scope.delegationId === actor.delegationId;
		case 'gate':
			return scope.conferenceId === actor.conferenceId && (rule.gate?.includes(actor.gateRole) ?? false);
		case 'mc':
			if (scope.conferenceId !== actor.conferenceId) return false;
			return rule.mc === 'read' || (rule.mc === 'run' && actor.mayRun);
		case 'screen':
			return rule.screen === true && scope.contestId === actor.contestId && scope.screenId === actor.screenId;
	}
}

/** Whether `actor` holds any role at all that allows `action` somewhere: what a menu may show. */
export function mayAnywhere(actor: Actor, action: Action): boolean {
	const rule: Rule = POLICY[action];
	if (actor.kind === 'account') return actor.grants.some((grant) => rule.roles.includes(grant.role));
	return actor.kind === 'system';
}
