import { describe, expect, it } from 'vitest';
import { fitted } from './poster-layout.ts';

describe('names on a board of honour', () => {
	it('are read down one column and then the next, of about one height', () => {
		expect(fitted([10, 10, 10, 10, 10], 0, 2, 100)).toEqual({
			columns: [
				[0, 1, 2],
				[3, 4]
			],
			height: 30
		});
		expect(fitted([10, 10, 10], 0, 1, 100).columns).toEqual([[0, 1, 2]]);
	});

	it('go on on the next page where they do not fit, and nobody is left out', () => {
		const heights = Array.from({ length: 2000 }, (_, at) => 10 + (at % 7));
		const seen: number[] = [];
		let from = 0;
		while (from < heights.length) {
			const { columns, height } = fitted(heights, from, 2, 300);
			expect(height).toBeLessThanOrEqual(300);
			seen.push(...columns.flat());
			from = seen.length;
		}
		expect(seen).toEqual(heights.map((_, at) => at));
	});

	it('has one that is taller than a page on a page of its own', () => {
		expect(fitted([900, 10], 0, 2, 300).columns).toEqual([[0], []]);
	});
});
