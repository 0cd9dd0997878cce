import { expect, test } from 'vitest';
import { emptyMember } from '#lib/features/contest/team-values.ts';
import { linesOf, membersOf, mostOf, reshaped } from './registration-lines.ts';

const limits = { members: { min: 3, max: 7 }, maxReserves: 2, maxSupporters: 0 };

test('a new form shows a leader and as many members as the rules need', () => {
	expect(linesOf({ members: [] }, limits).map(({ role }) => role)).toEqual(['leader', 'member', 'member']);
	expect(mostOf('member', limits)).toBe(6);
});

test('lines keep the number under which the server speaks of them, wherever they stand', () => {
	const members = [
		{ ...emptyMember('reserve'), fullName: 'B' },
		{ ...emptyMember('member'), fullName: 'A' }
	];
	const lines = linesOf({ members }, limits);
	expect(lines.map(({ role, fullName, at }) => [role, fullName, at])).toEqual([
		['leader', '', null],
		['member', 'A', 1],
		['member', '', null],
		['reserve', 'B', 0]
	]);
	expect(new Set(lines.map(({ id }) => id)).size).toBe(4);
	expect(membersOf(lines)[1]).toEqual(members[1]);
});

test('without scripts a line is added or taken away by the server, and blank lines stay where they are', () => {
	const posted = {
		name: 'Đội A',
		'members.0.role': 'leader',
		'members.0.fullName': 'Lan',
		'members.1.role': 'member',
		'members.1.fullName': '',
		'members.2.role': 'reserve',
		'members.2.fullName': 'Hùng'
	};
	const roles = (change: Parameters<typeof reshaped>[1]) =>
		reshaped(posted, change).members.map(({ role, fullName }) => [role, fullName]);
	expect(roles({ add: 'member' })).toEqual([
		['leader', 'Lan'],
		['member', ''],
		['reserve', 'Hùng'],
		['member', '']
	]);
	expect(roles({ remove: 1 })).toEqual([
		['leader', 'Lan'],
		['reserve', 'Hùng']
	]);
	expect(roles({ add: 'administrator' })).toHaveLength(3);
	expect(reshaped(posted, {}).name).toBe('Đội A');
});
