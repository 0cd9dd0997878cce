import { describe, expect, it } from 'vitest';
import { ANONYMOUS, type Actor, type Scope } from './actor.ts';
import { ACTIONS, may, mayAnywhere, type Action } from './policy.ts';
import { ROLES, SEAT_ROLES, type Role, type SeatRole } from './roles.ts';

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
	'draw.commit': 'A O - - - - - -',
	'draw.run': 'A O S - - - - -',
	'draw.type': 'A O S - - - - -',
	'device.invite': 'A O S - - - - -',
	'device.claim': '- - - - - - - - anyone',
	'device.set-pin': '- - - - - - - - seat',
	'device.wake': '- - - - - - - - seat',
	'device.read': 'A O S - C - - -',
	'device.revoke': 'A O S - - - - -',
	'round.open': 'A O - - - - - -',
	'round.close': 'A O S - - - - -',
	'round.reopen': 'A O - - - - - -',
	'round.verify': 'A O S - C - - -',
	'stage.call': 'A O S T C - - -',
	'performance.status': 'A O S - - - - -',
	'entry.status': 'A O S - - - - -',
	'seat.absence': 'A O S - C - - -',
	'ballot.mark': '- - - - - - - - seat',
	'ballot.finalize': '- - - - - - - - seat',
	'ballot.read-own': '- - - - - - - - seat',
	'ballot.unlock': 'A O - - C - - -',
	'paper.enter': 'A O S - - - - -',
	'given.enter': 'A O S - - - - -',
	'time.record': 'A O S T C - - -',
	'deduction.add': 'A O S - - - - -',
	'deduction.void': 'A O S - - - - -',
	'decision.record': 'A O S - C - - -',
	'sheet.read': 'A O S - C - - -',
	'board.read-official': 'A O S - C - - -',
	'result.publish': 'A O - - - - - -',
	'final.fill': 'A O - - - - - -',
	'contest.export': 'A O S - - - - -'
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

const account = (role: Role, where: { unitId?: string; contestId?: string } = {}): Actor => ({
	kind: 'account',
	accountId: 'me',
	personId: null,
	name: 'Nguyễn Văn An',
	grants: [{ role, unitId: where.unitId ?? null, contestId: where.contestId ?? null }],
	mustChange: false
});

// The district "own" stands below the city, with a commune below it; "other" is the district beside it.
const PLACES: readonly {
	place: string;
	where: { unitId?: string; contestId?: string };
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
			own: ['account.change-password', 'session.read', 'session.revoke', 'device.claim'],
			other: ['device.claim']
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
		const own = ['invitation.open', 'team.register', 'team.submit', 'device.claim'];
		expect({
			own: asked({ contestId: 'x', unitIds: ['own'], invitationId: 'i' }),
			other: asked({ contestId: 'x', unitIds: ['own'], invitationId: 'j' }),
			none: asked({ contestId: 'x', unitIds: ['own'] })
		}).toEqual({ own, other: ['device.claim'], none: ['device.claim'] });
	});

	it('lets somebody unknown claim a pairing and nothing else', () => {
		const everything = {
			contestId: 'x',
			roundId: 'r',
			seatId: 'seat',
			invitationId: 'i',
			accountId: 'me',
			unitIds: ['own']
		};
		expect(ACTIONS.filter((action) => may(ANONYMOUS, action, everything))).toEqual(['device.claim']);
	});

	it('gives no role to whoever has to change the password that was handed out', () => {
		const fresh: Actor = { ...(account('administrator') as Extract<Actor, { kind: 'account' }>), grants: [] };
		expect(ACTIONS.filter((action) => may(fresh, action, { unitIds: ['city'] }))).toEqual(['device.claim']);
	});

	it('shows a menu entry to whoever may do its thing somewhere', () => {
		const asked = ROLES.map((role) => [role, mayAnywhere(account(role, { contestId: 'x' }), 'contest.read')]);
		expect(asked).toEqual(ROLES.map((role) => [role, holds('contest.read', LETTER[role])]));
		expect(mayAnywhere(ANONYMOUS, 'contest.read')).toBe(false);
	});
});
