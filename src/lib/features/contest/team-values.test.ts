import { expect, test } from 'vitest';
import { blankLines, emptyMember, emptyTeam, teamValues } from './team-values.ts';

test('a posted form becomes a team, with its lines in order and without the blank ones', () => {
	const posted = {
		name: 'Đội phường Trúc Bạch',
		unitIds: ['u1', '', 'u1', 'u2'],
		'members.10.fullName': 'Trần Thị B',
		'members.10.role': 'reserve',
		'members.2.fullName': 'Nguyễn Văn A',
		'members.2.role': 'leader',
		'members.2.personId': 'p1',
		'members.3.fullName': '  ',
		'members.3.role': 'member',
		isGuest: 'on'
	};
	expect(teamValues(posted)).toEqual({
		...emptyTeam(),
		name: 'Đội phường Trúc Bạch',
		unitIds: ['u1', 'u2'],
		members: [
			{ ...emptyMember('leader'), personId: 'p1', fullName: 'Nguyễn Văn A' },
			{ ...emptyMember('reserve'), fullName: 'Trần Thị B' }
		],
		isGuest: true
	});
});

test('a line with a birth year but no name is kept, so that the missing name can be told', () => {
	expect(teamValues({ 'members.0.birthYear': '1985' }).members).toEqual([
		{ ...emptyMember(), birthYear: '1985' }
	]);
});

test('there are always at least two blank lines', () => {
	expect([blankLines(0, 9), blankLines(8, 9), blankLines(30, 9), blankLines(0, 40)]).toEqual([9, 2, 2, 15]);
});
