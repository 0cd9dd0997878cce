import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chance, markAround } from './chance.ts';

describe('a robot judge', () => {
	it('gives only marks that stand on the criterion’s grid', () => {
		const criteria = [
			{ min: '0', max: '10', step: '0.25' },
			{ min: '6', max: '10', step: '0.5' },
			{ min: '0', max: '20', step: '1' }
		];
		fc.assert(
			fc.property(
				fc.constantFrom(...criteria),
				fc.double({ min: -1, max: 2, noNaN: true }),
				(criterion, level) => {
					const mark = Number(markAround(criterion, level));
					const steps = (mark - Number(criterion.min)) / Number(criterion.step);
					return mark >= Number(criterion.min) && mark <= Number(criterion.max) && Number.isInteger(steps);
				}
			)
		);
		expect(markAround(criteria[0]!, 1)).toBe('10');
		const listed = { min: '1', max: '12', step: '1', marks: ['1', '5', '8', '12'] };
		expect([-1, 0.3, 0.7, 2].map((level) => markAround(listed, level))).toEqual(['1', '5', '8', '12']);
	});

	it('does the same again from the same seed', () => {
		const [a, b, c] = [chance('GK1'), chance('GK1'), chance('GK2')];
		const five = (next: () => number) => Array.from({ length: 5 }, next);
		expect(five(a)).toEqual(five(b));
		expect(five(c)).not.toEqual(five(chance('GK1')));
	});
});
