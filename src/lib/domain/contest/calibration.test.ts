import { describe, expect, test } from 'vitest';
import { calibrationLeft, isHeldForCalibration } from './calibration.ts';

const three = { calibration: { hold: 3 } };
const turns = (performed: number, of = 5, partKey = 'song') =>
	Array.from({ length: of }, (_, index) => ({
		teamId: `T${index + 1}`,
		partKey,
		position: index + 1,
		isPerformed: index < performed
	}));
const left = (stage: object, performed: number, of = 5) =>
	turns(performed, of).map(({ teamId }) => calibrationLeft(stage, turns(performed, of), teamId, 'song'));

describe('the hold of the first performances', () => {
	test('ends for all of them when the last has performed, and never touches later ones', () => {
		expect([0, 2, 3].map((performed) => isHeldForCalibration(three, 1, performed))).toEqual([
			true,
			true,
			false
		]);
		expect([3, 4].map((order) => isHeldForCalibration(three, order, 2))).toEqual([true, false]);
		expect(isHeldForCalibration({}, 1, 0)).toBe(false);
	});

	test('says how many performances are still waited for', () => {
		expect(left(three, 1)).toEqual([2, 2, 2, 0, 0]);
		expect(left(three, 2)).toEqual([1, 1, 1, 0, 0]);
		expect(left(three, 3)).toEqual([0, 0, 0, 0, 0]);
		expect(left({}, 0)).toEqual([0, 0, 0, 0, 0]);
	});

	test('does not wait for more performances than there are', () => {
		expect(left(three, 1, 2)).toEqual([1, 1]);
		expect(left(three, 2, 2)).toEqual([0, 0]);
	});

	test('counts every part for itself', () => {
		const both = [
			...turns(3),
			...turns(0, 5, 'skit').map((turn) => ({ ...turn, position: turn.position + 5 }))
		];
		expect(calibrationLeft(three, both, 'T1', 'song')).toBe(0);
		expect(calibrationLeft(three, both, 'T1', 'skit')).toBe(3);
		expect(calibrationLeft(three, both, 'T9', 'skit')).toBe(0);
	});
});
