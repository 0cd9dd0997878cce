import { describe, expect, it } from 'vitest';
import type { GateRole } from '#lib/domain/admission/gate-rights.ts';
import { ANONYMOUS, type Actor, type Scope } from './actor.ts';
import { ACTIONS, may, mayAnywhere, type Action } from './policy.ts';
import { ROLES, SEAT_ROLES, type Role, type SeatRole } from './roles.ts';

/** What needs a one-time code and no role. */
const CLAIMS = [
	'quiz.claim',
	'device.claim',
	'screen.open',
	'mc.claim',
	'gate.claim',
	'gate.sign-in',
	'hall-question.ask',
	'award-certificate.ask'
];

// Written by hand and not derived from the policy: a change there must be meant, and is then made here too.
// A administrator, O organizer, S secretary, T timekeeper, C jury chair, J judge, L team leader, V viewer.
const ALLOWED: Readonly<Record<Action, string>> = {
	'account.create-first': '- - - - - - - -',
	'account.create': 'A - - - - - - -',
	'account.disable': 'A - - - - - - -',
	'account.reset-password': 'A - - - - - - -',
	'account.change-password': '- - - - - - - - self',
	'account.read': 'A - - - - - - -',
	'session.read': 'A - - - - - - - self',
	'session.revoke': 'A - - - - - - - self',
	'grant.give': 'A O - - - - - -',
	'grant.give-administrator': 'A - - - - - - -',
	'grant.revoke': 'A O - - - - - -',
	'audit.read': 'A O - - - - - -',
	'unit.read': 'A O S - - - - -',
	'unit.save': 'A O - - - - - -',
	'person.read': 'A O S - - - - -',
	'person.save': 'A O S - - - - -',
	'import.apply': 'A O - - - - - -',
	'import.undo': 'A O - - - - - -',
	'contest.create': 'A O - - - - - -',
	'contest.edit': 'A O - - - - - -',
	'contest.import': 'A O - - - - - -',
	'contest.read': 'A O S T C - - V',
	'rules.save': 'A O - - - - - -',
	'cluster.save': 'A O - - - - - -',
	'round.save': 'A O - - - - - -',
	'panel.save': 'A O - - - - - -',
	'conflict.declare': 'A O S - - - - -',
	'registration.open': 'A O - - - - - -',
	'registration.close': 'A O - - - - - -',
	'invitation.make': 'A O - - - - - -',
	'invitation.revoke': 'A O - - - - - -',
	'invitation.open': '- - - - - - - - invitation',
	'team.save': 'A O S - - - - -',
	'team.place': 'A O - - - - - -',
	'team.review': 'A O - - - - - -',
	'team.withdraw': 'A O - - - - - -',
	'team.register': '- - - - - - - - invitation',
	'team.submit': '- - - - - - - - invitation',
	'team.picture': 'A O S - - - - - invitation',
	'draw.commit': 'A O - - - - - -',
	'draw.run': 'A O S - - - - -',
	'draw.type': 'A O S - - - - -',
	'questions.read': 'A O - - - - - -',
	'questions.save': 'A O - - - - - -',
	'questions.seal': 'A O - - - - - -',
	'questions.open': 'A O - - - - - -',
	'quiz.draw': 'A O S - - - - -',
	'quiz.run': 'A O S T C - - -',
	'quiz.key': 'A O S - - - - -',
	'quiz.invite': 'A O S - - - - -',
	'quiz.claim': '- - - - - - - - anyone',
	'quiz.answer': '- - - - - - - - team',
	'vote.set-up': 'A O - - - - - -',
	'vote.ticket': 'A O S - - - - -',
	'vote.run': 'A O S T C - - -',
	'vote.reopen': 'A O - - - - - -',
	'vote.abandon': 'A O - - - - - -',
	'vote.watch': 'A O - - - - - -',
	'vote.count': 'A O S - C - - -',
	'vote.cast': '- - - - - - - - ticket',
	'device.invite': 'A O S - - - - -',
	'device.claim': '- - - - - - - - anyone',
	'device.set-pin': '- - - - - - - - seat',
	'device.wake': '- - - - - - - - seat',
	'device.read': 'A O S - C - - -',
	'device.revoke': 'A O S - - - - -',
	'screen.open': '- - - - - - - - anyone',
	'screen.claim': 'A O S - - - - -',
	'screen.read': 'A O S T - - - -',
	'screen.direct': 'A O S T - - - -',
	'screen.save': 'A O S - - - - -',
	'screen.revoke': 'A O S - - - - -',
	'screen.follow': '- - - - - - - - screen',
	'slides.save': 'A O S - - - - -',
	'round.open': 'A O - - - - - -',
	'round.close': 'A O S - - - - -',
	'round.reopen': 'A O - - - - - -',
	'round.verify': 'A O S - C - - -',
	'round.freeze': 'A O S - C - - -',
	'round.thaw': 'A O - - - - - -',
	'stage.call': 'A O S T C - - -',
	'performance.status': 'A O S - - - - -',
	'performance.again': 'A O - - C - - -',
	'entry.status': 'A O S - - - - -',
	'seat.absence': 'A O S - C - - -',
	'ballot.mark': '- - - - - - - - seat',
	'ballot.finalize': '- - - - - - - - seat',
	'ballot.read-own': '- - - - - - - - seat',
	'ballot.unlock': 'A O - - C - - -',
	'ballot.swap': 'A O - - C - - -',
	'second-look.ask': 'A O - - C - - -',
	'second-look.answer': '- - - - - - - - seat',
	'hand-over.deliver': 'A O S - - - - - seat',
	'held.keep': '- - - - - - - -',
	'held.accept': 'A O - - C - - -',
	'held.decline': 'A O - - C - - -',
	'paper.enter': 'A O S - - - - -',
	'given.enter': 'A O S - - - - -',
	'time.record': 'A O S T C - - -',
	'deduction.add': 'A O S - - - - -',
	'deduction.void': 'A O S - - - - -',
	'decision.record': 'A O S - C - - -',
	'sheet.read': 'A O S - C - - -',
	'board.read-official': 'A O S - C - - -',
	'approval.answer': 'A O - - C - - -',
	'result.publish': 'A O - - - - - -',
	'result.correct': 'A O - - C - - -',
	'record.print': 'A O S - C - - -',
	'record.withdraw': 'A O S - - - - -',
	'appeal.record': 'A O S - - - - -',
	'appeal.answer': 'A O - - C - - -',
	'final.fill': 'A O - - - - - -',
	'ceremony.read': 'A O - - C - - -',
	'ceremony.build': 'A O - - C - - -',
	'ceremony.confirm': 'A O - - C - - -',
	'ceremony.run': 'A O - - C - - -',
	'ceremony.end': 'A O - - - - - -',
	'contest.export': 'A O S - - - - -',
	'contest.move': 'A O - - - - - -',
	'rehearsal.run': 'A O - - - - - -',
	'rehearsal.delete': 'A O - - - - - -',
	'conference.create': 'A O - - - - - -',
	'conference.edit': 'A O - - - - - -',
	'conference.read': 'A O S - - - - V',
	'conference.set-up': 'A O - - - - - -',
	'programme.read': 'A O S - - - - -',
	'programme.save': 'A O S - - - - -',
	'programme.release': 'A O S - - - - -',
	'programme.run': 'A O S - - - - -',
	'mc.invite': 'A O S - - - - -',
	'mc.claim': '- - - - - - - - anyone',
	'mc.revoke': 'A O S - - - - -',
	'speech.save': 'A O S - - - - -',
	'speech.send': '- - - - - - - - delegation',
	'honouree.save': 'A O S - - - - -',
	'credential.issue': 'A O S - - - - -',
	'credential.withdraw': 'A O S - - - - -',
	'credential.print': 'A O S - - - - -',
	'credential.read': 'A O S - - - - -',
	'credential.rotate-key': 'A O - - - - - -',
	'delegation.read': 'A O S - - - - -',
	'delegation.save': 'A O - - - - - -',
	'delegation.link': 'A O - - - - - -',
	'delegation.open': '- - - - - - - - delegation',
	'delegation.send-in': '- - - - - - - - delegation',
	'mail.set-up': 'A - - - - - - -',
	'mail.read': 'A O S - - - - -',
	'mail.send': 'A O - - - - - -',
	'mail.deliver': '- - - - - - - -',
	'document.read': 'A O S - - - - -',
	'document.save': 'A O S - - - - -',
	'document.release': 'A O - - - - - -',
	'document.open': 'A O S - - - - - delegation',
	'delegate.name': 'A O S - - - - - delegation',
	'delegate.move': 'A O S - - - - - delegation',
	'delegate.substitute': 'A O S - - - - - delegation',
	'reception.read': 'A O S - - - - -',
	'reception.register': 'A O S - - - - -',
	'reception.badge': 'A O S - - - - -',
	'reception.seat': 'A O S - - - - -',
	'gate.invite': 'A O S - - - - -',
	'gate.claim': '- - - - - - - - anyone',
	'gate.revoke': 'A O S - - - - -',
	'gate.operator': 'A O S - - - - -',
	'gate.sign-in': '- - - - - - - - anyone',
	'attendance.read': 'A O S - - - - -',
	'attendance.settle': 'A O S - - - - -',
	'attendance.screen': 'A O S - - - - -',
	'certificate.read': 'A O S - - - - -',
	'certificate.save': 'A O S - - - - -',
	'certificate.issue': 'A O - - - - - -',
	'certificate.withdraw': 'A O - - - - - -',
	'issuer.read': 'A O S - - - - -',
	'issuer.save': 'A O - - - - - -',
	'award.read': 'A O S - - - - -',
	'award.save': 'A O S - - - - -',
	'award.propose': 'A O S - - - - -',
	'award.approve': 'A O - - - - - -',
	'award.annul': 'A O - - - - - -',
	'award.print': 'A O S - - - - -',
	'award.publish': 'A O - - - - - -',
	'award.hand-over': 'A O S - - - - -',
	'award-template.read': 'A O S - - - - -',
	'award-template.save': 'A O - - - - - -',
	'printer.save': 'A O S - - - - -',
	'seating.read': 'A O S - - - - -',
	'seating.arrange': 'A O S - - - - -',
	'gate.read': 'A O S - - - - -',
	'gate.import': 'A O S - - - - -',
	'gate.scan': '- - - - - - - -',
	'gate.search': '- - - - - - - -',
	'admission.read': 'A O S - - - - -',
	'admission.settle': 'A O S - - - - -',
	'admission.void': 'A O S - - - - -',
	'admission.end-session': 'A O S - - - - -',
	'admission.close-session': '- - - - - - - -',
	'hall-question.read': 'A O S - - - - -',
	'hall-question.set-up': 'A O S - - - - -',
	'hall-question.moderate': 'A O S - - - - -',
	'hall-question.ask': '- - - - - - - - anyone',
	'award-certificate.read': 'A O S - - - - -',
	'award-certificate.issue': 'A O - - - - - -',
	'award-certificate.sign': 'A O - - - - - -',
	'award-certificate.revoke': 'A O - - - - - -',
	'award-certificate.replace': 'A O - - - - - -',
	'award-certificate.ask': '- - - - - - - - anyone',
	'honours-key.rotate': 'A - - - - - - -'
};
const LETTER: Readonly<Record<Role, string>> = {
	administrator: 'A',
	organizer: 'O',
	secretary: 'S',
	timekeeper: 'T',
	'jury-chair': 'C',
	judge: 'J',
	'team-leader': 'L',
	viewer: 'V'
};
const LETTER_OF_SEAT: Readonly<Record<SeatRole, string>> = {
	chair: 'C',
	judge: 'J',
	secretary: 'S',
	timekeeper: 'T'
};
const holds = (action: Action, mark: string): boolean => ALLOWED[action].split(' ').includes(mark);

const account = (
	role: Role,
	where: { unitId?: string; contestId?: string; conferenceId?: string } = {}
): Actor => ({
	kind: 'account',
	accountId: 'me',
	personId: null,
	name: 'Nguyễn Văn An',
	grants: [
		{
			role,
			unitId: where.unitId ?? null,
			contestId: where.contestId ?? null,
			conferenceId: where.conferenceId ?? null
		}
	],
	mustChange: false
});

// The district "own" stands below the city, with a commune below it; "other" is the district beside it.
const PLACES: readonly {
	place: string;
	where: { unitId?: string; contestId?: string; conferenceId?: string };
	scope: Scope;
	covered: boolean;
}[] = [
	{ place: 'role everywhere, nowhere in particular', where: {}, scope: {}, covered: true },
	{
		place: 'role everywhere, a contest',
		where: {},
		scope: { contestId: 'x', unitIds: ['city'] },
		covered: true
	},
	{
		place: 'own contest',
		where: { contestId: 'x' },
		scope: { contestId: 'x', unitIds: ['city'] },
		covered: true
	},
	{
		place: 'round of the own contest',
		where: { contestId: 'x' },
		scope: { contestId: 'x', unitIds: ['city'], roundId: 'r' },
		covered: true
	},
	{
		place: 'other contest',
		where: { contestId: 'x' },
		scope: { contestId: 'y', unitIds: ['city'] },
		covered: false
	},
	{
		place: 'role in a contest, its host unit',
		where: { contestId: 'x' },
		scope: { unitIds: ['city'] },
		covered: false
	},
	{ place: 'role in a contest, everywhere', where: { contestId: 'x' }, scope: {}, covered: false },
	{
		place: 'own conference',
		where: { conferenceId: 'k' },
		scope: { conferenceId: 'k', unitIds: ['city'] },
		covered: true
	},
	{
		place: 'other conference',
		where: { conferenceId: 'k' },
		scope: { conferenceId: 'l', unitIds: ['city'] },
		covered: false
	},
	{
		place: 'role in a conference, its host unit',
		where: { conferenceId: 'k' },
		scope: { unitIds: ['city'] },
		covered: false
	},
	{ place: 'role in a conference, everywhere', where: { conferenceId: 'k' }, scope: {}, covered: false },
	{
		place: 'role in a conference, a contest',
		where: { conferenceId: 'k' },
		scope: { contestId: 'x', unitIds: ['city'] },
		covered: false
	},
	{ place: 'own unit', where: { unitId: 'own' }, scope: { unitIds: ['own', 'city'] }, covered: true },
	{
		place: 'unit below',
		where: { unitId: 'own' },
		scope: { unitIds: ['commune', 'own', 'city'] },
		covered: true
	},
	{
		place: 'contest of the unit below',
		where: { unitId: 'own' },
		scope: { contestId: 'z', unitIds: ['commune', 'own', 'city'] },
		covered: true
	},
	{ place: 'unit above', where: { unitId: 'own' }, scope: { unitIds: ['city'] }, covered: false },
	{ place: 'other unit', where: { unitId: 'own' }, scope: { unitIds: ['other', 'city'] }, covered: false },
	{ place: 'role in a unit, everywhere', where: { unitId: 'own' }, scope: {}, covered: false }
];

const device = (seatRole: SeatRole): Actor => ({
	kind: 'device',
	deviceId: 'tablet',
	seatId: 'seat',
	seatRole,
	label: 'GK1',
	personId: 'p',
	name: 'Trần Thị Bình',
	roundId: 'r',
	contestId: 'x'
});
const SEATS: readonly { place: string; scope: Scope; sameRound: boolean; sameSeat: boolean }[] = [
	{
		place: 'own seat',
		scope: { contestId: 'x', roundId: 'r', seatId: 'seat' },
		sameRound: true,
		sameSeat: true
	},
	{
		place: 'other seat',
		scope: { contestId: 'x', roundId: 'r', seatId: 'other' },
		sameRound: true,
		sameSeat: false
	},
	{ place: 'own round', scope: { contestId: 'x', roundId: 'r' }, sameRound: true, sameSeat: false },
	{
		place: 'other round',
		scope: { contestId: 'x', roundId: 'q', seatId: 'seat' },
		sameRound: false,
		sameSeat: true
	},
	{ place: 'the contest itself', scope: { contestId: 'x' }, sameRound: false, sameSeat: false },
	{
		place: 'same round id elsewhere',
		scope: { contestId: 'y', roundId: 'r', seatId: 'seat' },
		sameRound: false,
		sameSeat: true
	},
	{ place: 'everywhere', scope: {}, sameRound: false, sameSeat: false }
];

const invitation: Actor = {
	kind: 'invitation',
	invitationId: 'i',
	unitId: 'own',
	contestId: 'x',
	name: 'Ba Đình'
};

describe('the policy', () => {
	it('has every action in the table written by hand', () => {
		expect([...ACTIONS].sort()).toEqual(Object.keys(ALLOWED).sort());
	});

	describe.each(PLACES)('for a person with a role: $place', ({ where, scope, covered }) => {
		it('allows each role what the table says', () => {
			const asked = ACTIONS.flatMap((action) =>
				ROLES.map((role) => ({ action, role, allowed: may(account(role, where), action, scope) }))
			);
			const expected = ACTIONS.flatMap((action) =>
				ROLES.map((role) => ({
					action,
					role,
					allowed: holds(action, 'anyone') || (covered && holds(action, LETTER[role]))
				}))
			);
			expect(asked).toEqual(expected);
		});
	});

	it('lets people change their own account and nobody else’s', () => {
		const asked = (accountId: string) =>
			ACTIONS.filter((action) =>
				may(account('viewer', { unitId: 'own' }), action, { accountId, unitIds: ['city'] })
			);
		expect({ own: asked('me'), other: asked('you') }).toEqual({
			own: ['account.change-password', 'session.read', 'session.revoke', ...CLAIMS],
			other: CLAIMS
		});
	});

	describe.each(SEATS)('for a paired tablet: $place', ({ scope, sameRound, sameSeat }) => {
		it('allows each seat what the table says', () => {
			const asked = ACTIONS.flatMap((action) =>
				SEAT_ROLES.map((role) => ({ action, role, allowed: may(device(role), action, scope) }))
			);
			const expected = ACTIONS.flatMap((action) =>
				SEAT_ROLES.map((role) => ({
					action,
					role,
					allowed:
						holds(action, 'anyone') ||
						(sameRound && (holds(action, 'seat') ? sameSeat : holds(action, LETTER_OF_SEAT[role])))
				}))
			);
			expect(asked).toEqual(expected);
		});
	});

	it('lets the holder of a registration link register the own teams and nothing else', () => {
		const asked = (scope: Scope) => ACTIONS.filter((action) => may(invitation, action, scope));
		const own = [
			'invitation.open',
			'team.register',
			'team.submit',
			'team.picture',
			'quiz.claim',
			'device.claim',
			'screen.open',
			'mc.claim',
			'gate.claim',
			'gate.sign-in',
			'hall-question.ask',
			'award-certificate.ask'
		];
		expect({
			own: asked({ contestId: 'x', unitIds: ['own'], invitationId: 'i' }),
			other: asked({ contestId: 'x', unitIds: ['own'], invitationId: 'j' }),
			none: asked({ contestId: 'x', unitIds: ['own'] })
		}).toEqual({ own, other: CLAIMS, none: CLAIMS });
	});

	it('lets the holder of a unit’s link to a conference name the own delegation and nothing else', () => {
		const link: Actor = {
			kind: 'delegation',
			delegationId: 'd',
			unitId: 'own',
			conferenceId: 'k',
			name: 'Ba Đình'
		};
		const asked = (scope: Scope) => ACTIONS.filter((action) => may(link, action, scope));
		const own = ACTIONS.filter((action) => holds(action, 'delegation') || CLAIMS.includes(action));
		expect({
			own: asked({ conferenceId: 'k', unitIds: ['own'], delegationId: 'd' }),
			other: asked({ conferenceId: 'k', unitIds: ['own'], delegationId: 'e' }),
			none: asked({ conferenceId: 'k', unitIds: ['own'] })
		}).toEqual({ own, other: CLAIMS, none: CLAIMS });
	});

	it('lets a team’s tablet answer for its team in its round and nothing else', () => {
		const tablet: Actor = {
			kind: 'team',
			tabletId: 't',
			teamId: 'own',
			roundId: 'r',
			contestId: 'x',
			name: 'Đội'
		};
		const asked = (scope: Scope) => ACTIONS.filter((action) => may(tablet, action, scope));
		expect(asked({ contestId: 'x', roundId: 'r', teamId: 'own' })).toEqual([
			'quiz.claim',
			'quiz.answer',
			'device.claim',
			'screen.open',
			'mc.claim',
			'gate.claim',
			'gate.sign-in',
			'hall-question.ask',
			'award-certificate.ask'
		]);
		expect(asked({ contestId: 'x', roundId: 'r', teamId: 'other' })).toEqual(CLAIMS);
		expect(asked({ contestId: 'x', roundId: 'q', teamId: 'own' })).toEqual(CLAIMS);
	});

	it('lets a ticket of the audience vote with itself and nothing else', () => {
		const ticket: Actor = {
			kind: 'ticket',
			ticketId: 't',
			voteId: 'v',
			roundId: 'r',
			contestId: 'x',
			name: 'ticket'
		};
		const asked = (scope: Scope) => ACTIONS.filter((action) => may(ticket, action, scope));
		const own = { contestId: 'x', roundId: 'r', ticketId: 't' };
		expect(asked(own)).toEqual(ACTIONS.filter((action) => [...CLAIMS, 'vote.cast'].includes(action)));
		expect(asked({ ...own, ticketId: 'u' })).toEqual(CLAIMS);
		expect(asked({ contestId: 'x', roundId: 'r' })).toEqual(CLAIMS);
	});

	it('lets a screen see what it shall show and nothing else', () => {
		const screen: Actor = { kind: 'screen', screenId: 's', contestId: 'x', name: 'Màn hình chính' };
		const asked = (scope: Scope) => ACTIONS.filter((action) => may(screen, action, scope));
		expect({
			own: asked({ contestId: 'x', unitIds: ['city'], roundId: 'r', screenId: 's' }),
			other: asked({ contestId: 'x', screenId: 't' }),
			elsewhere: asked({ contestId: 'y', screenId: 's' })
		}).toEqual({
			own: ACTIONS.filter((action) => [...CLAIMS, 'screen.follow'].includes(action)),
			other: CLAIMS,
			elsewhere: CLAIMS
		});
	});

	it('lets the MC’s device read the programme, and run it where the desk lets it, in that conference only', () => {
		const mc = (mayRun: boolean): Actor => ({
			...{ kind: 'mc', mcDeviceId: 'm', conferenceId: 'k', mayRun, name: 'MC' }
		});
		const asked = (mayRun: boolean, conferenceId: string) =>
			ACTIONS.filter((action) => may(mc(mayRun), action, { conferenceId, unitIds: ['city'] })).filter(
				(action) => !CLAIMS.includes(action)
			);
		expect(asked(false, 'k')).toEqual(['programme.read']);
		expect(asked(true, 'k')).toEqual(['programme.read', 'programme.run']);
		expect(asked(true, 'l')).toEqual([]);
	});

	it('lets an operator at a gate do what the role at that gate may, in that conference only', () => {
		const gate = (gateRole: GateRole): Actor => ({
			kind: 'gate',
			deviceId: 'd',
			gateId: 'g',
			operatorId: 'p',
			gateRole,
			conferenceId: 'k',
			name: 'Lan'
		});
		const asked = (role: GateRole, conferenceId: string) =>
			ACTIONS.filter((action) => may(gate(role), action, { conferenceId, unitIds: ['city'] })).filter(
				(action) => !CLAIMS.includes(action)
			);
		expect(asked('steward', 'k')).toEqual(['gate.scan']);
		expect(asked('desk', 'k')).toEqual([
			'credential.print',
			'reception.read',
			'reception.register',
			'reception.badge',
			'reception.seat',
			'gate.scan',
			'gate.search'
		]);
		expect(asked('supervisor', 'k')).toEqual([
			'reception.read',
			'reception.seat',
			'gate.scan',
			'gate.search',
			'admission.read',
			'admission.settle'
		]);
		expect(asked('supervisor', 'l')).toEqual([]);
	});

	it('lets somebody unknown claim a pairing and nothing else', () => {
		const everything = {
			contestId: 'x',
			roundId: 'r',
			seatId: 'seat',
			invitationId: 'i',
			screenId: 's',
			accountId: 'me',
			unitIds: ['own']
		};
		expect(ACTIONS.filter((action) => may(ANONYMOUS, action, everything))).toEqual(CLAIMS);
	});

	it('gives no role to whoever has to change the password that was handed out', () => {
		const fresh: Actor = { ...(account('administrator') as Extract<Actor, { kind: 'account' }>), grants: [] };
		expect(ACTIONS.filter((action) => may(fresh, action, { unitIds: ['city'] }))).toEqual(CLAIMS);
	});

	it('shows a menu entry to whoever may do its thing somewhere', () => {
		const asked = ROLES.map((role) => [role, mayAnywhere(account(role, { contestId: 'x' }), 'contest.read')]);
		expect(asked).toEqual(ROLES.map((role) => [role, holds('contest.read', LETTER[role])]));
		expect(mayAnywhere(ANONYMOUS, 'contest.read')).toBe(false);
	});
});
