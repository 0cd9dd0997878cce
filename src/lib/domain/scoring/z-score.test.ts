import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exact, exactText } from '#lib/domain/shared/exact.ts';
import { zScaleOf, zScore } from './z-score.ts';

const scores = (totals: readonly string[], scale: 'deviation' | 'median', decimals = 4) => {
	const read = totals.map((total) => exact(total));
	const of = zScaleOf(read, { scale });
	return read.map((total) => exactText(zScore(total, of, decimals)));
};

describe('z-scores', () => {
	test('count standard deviations from the mean, to the decimals of the rule', () => {
		// Mean 5, standard deviation 2: the textbook eight.
		expect(scores(['2', '4', '4', '4', '5', '5', '7', '9'], 'deviation')).toEqual([
			'-1.5',
			'-0.5',
			'-0.5',
			'-0.5',
			'0',
			'0',
			'1',
			'2'
		]);
		expect(scores(['8', '8.5', '9'], 'deviation')).toEqual(['-1.2247', '0', '1.2247']);
		expect(scores(['8', '8.5', '9'], 'deviation', 1)).toEqual(['-1.2', '0', '1.2']);
	});

	test('are all 0 where all totals are equal', () => {
		expect(scores(['8', '8', '8'], 'deviation')).toEqual(['0', '0', '0']);
		expect(scores(['8', '8', '8', '2'], 'median')).toEqual(['0', '0', '0', '0']);
	});

	test('E34: from the median hardly move when one total is far off, those from the mean shrink', () => {
		const ordinary = ['80', '81', '82', '83', '84'];
		const outlier = ['80', '81', '82', '83', '8.4'];
		expect(scores(ordinary, 'median')[3]).toBe('0.6745');
		expect(scores(outlier, 'median')[3]).toBe('1.349');
		expect(scores(ordinary, 'deviation')[3]).toBe('0.7071');
		expect(Math.abs(Number(scores(outlier, 'deviation')[0]))).toBeLessThan(0.5);
	});

	test('are rounded half up exactly: never off by what a float is off', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 3, maxLength: 9 }), (quarters) => {
				const totals = quarters.map((quarter) => exact(String(quarter / 4)));
				const of = zScaleOf(totals, { scale: 'deviation' });
				const half = exact('0.00005');
				for (const total of totals) {
					const z = zScore(total, of, 4);
					if (of.spreadSquared.equals(exact(0))) continue;
					const size = z.abs();
					const off = total.sub(of.centre);
					const squared = off.mul(off).div(of.spreadSquared);
					const upper = size.add(half);
					expect(upper.mul(upper).compare(squared)).toBeGreaterThan(0);
					const lower = size.sub(half);
					if (lower.compare(exact(0)) > 0) expect(lower.mul(lower).compare(squared)).toBeLessThanOrEqual(0);
					expect(z.compare(exact(0)) * off.compare(exact(0))).toBeGreaterThanOrEqual(0);
				}
			}),
			{ numRuns: 200 }
		);
	});
});
