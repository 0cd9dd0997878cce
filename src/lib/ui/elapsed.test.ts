import { describe, expect, it } from 'vitest';
import { age, clockTime } from './elapsed.ts';

describe('a stage clock', () => {
	it.each([
		[0, '0:00'],
		[999, '0:00'],
		[65_000, '1:05'],
		[-12_000, '0:12'],
		[3_729_000, '1:02:09']
	])('shows %d ms as %s', (ms, shown) => {
		expect(clockTime(ms)).toBe(shown);
	});
});

describe('the age of data', () => {
	it('is told in its largest whole unit and is never nought', () => {
		expect(age(0)).toEqual({ unit: 'seconds', count: 1 });
		expect(age(59_999)).toEqual({ unit: 'seconds', count: 59 });
		expect(age(60_000)).toEqual({ unit: 'minutes', count: 1 });
		expect(age(7_300_000)).toEqual({ unit: 'hours', count: 2 });
	});
});
