import { expect, test } from 'vitest';
import { aggregationExample, coefficientExample, floorExample, roundingExample } from './examples.ts';
import { englishFilled, freshKey } from './loose.ts';

test('the example of excluded outliers is the one in the regulation: 5,0 is far off, the result is 8,5', () => {
	const rule = {
		method: 'outlierExclude',
		over: 'ballot',
		delta: '2',
		deltaOn: 'scale10',
		passes: 1,
		minRemaining: 3
	} as const;
	expect(aggregationExample(rule, '10', 5)).toEqual({
		marks: [
			{ value: '8', dropped: null },
			{ value: '8.5', dropped: null },
			{ value: '8.5', dropped: null },
			{ value: '9', dropped: null },
			{ value: '5', dropped: 'outlier' }
		],
		value: '8.5',
		fellBack: false
	});
	expect(aggregationExample(rule, '50', 5)!.value).toBe('42.5');
	expect(aggregationExample(rule, 'mười', 5)).toBeNull();
	expect(aggregationExample({ ...rule, delta: '' }, '10', 5)).toBeNull();
});

test('a table that drops everything has no example instead of an error', () => {
	const rule = {
		method: 'trimmed',
		over: 'ballot',
		table: [{ atLeast: 1, dropHigh: 1, dropLow: 0 }]
	} as const;
	expect(aggregationExample(rule, '10', 1)).toBeNull();
});

test('rounding, coefficients and floors are computed exactly', () => {
	expect(roundingExample(2)).toEqual({ from: '8.543750', to: '8.54' });
	expect(coefficientExample('20', '1.5')).toEqual({ score: '16', result: '24' });
	expect([floorExample('0')!.to, floorExample(null)!.to]).toEqual(['0', '-0.5']);
});

test('an English name that was left empty is the Vietnamese one, and keys are never given twice', () => {
	expect(
		englishFilled({ name: { vi: 'Chào hỏi', en: '' }, parts: [{ name: { vi: 'A', en: 'B' } }] })
	).toEqual({
		name: { vi: 'Chào hỏi', en: 'Chào hỏi' },
		parts: [{ name: { vi: 'A', en: 'B' } }]
	});
	expect(freshKey('part', [{ key: 'part2' }])).toBe('part3');
});
