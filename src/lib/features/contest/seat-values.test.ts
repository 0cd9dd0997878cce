import { expect, test } from 'vitest';
import { emptySeat, seatLines, seatValues } from './seat-values.ts';

test('a posted panel becomes lines in order, without those that name nobody', () => {
	const posted = {
		'seats.10.fullName': 'Lê Thị C',
		'seats.10.role': 'secretary',
		'seats.2.fullName': 'Trần Văn B',
		'seats.2.role': 'chair',
		'seats.3.fullName': ' ',
		reason: 'x'
	};
	expect(seatValues(posted)).toEqual([
		{ ...emptySeat('chair'), fullName: 'Trần Văn B' },
		{ ...emptySeat('secretary'), fullName: 'Lê Thị C' }
	]);
});

test('the form has a line for every seat that the rules plan, and one more', () => {
	const plan = { chairs: 1, judges: 3, secretaries: 1, timekeepers: 1 };
	const roles = (seated: ReturnType<typeof emptySeat>[]) => seatLines(seated, plan).map(({ role }) => role);
	expect(roles([])).toEqual(['chair', 'judge', 'judge', 'secretary', 'timekeeper', 'judge']);
	expect(roles([emptySeat('judge'), emptySeat('chair'), emptySeat('judge')])).toEqual([
		'judge',
		'chair',
		'judge',
		'secretary',
		'timekeeper',
		'judge'
	]);
});
