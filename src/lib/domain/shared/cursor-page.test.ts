import { describe, expect, it } from 'vitest';
import { cursorIn, cursorPage, type Cursor, type Fetch } from './cursor-page.ts';

const LIST = Array.from({ length: 7 }, (_, at) => at + 1);

const fetch = async ({ from, isBack, take }: Fetch) => {
	const list = isBack ? LIST.toReversed() : LIST;
	return list
		.filter((one) => from === null || (isBack ? one < Number(from) : one > Number(from)))
		.slice(0, take);
};
const page = (cursor: Partial<Cursor> = {}) =>
	cursorPage({ after: null, before: null, ...cursor }, 3, fetch, String);

describe('a list that is read page by page', () => {
	it('goes on behind the last row, to the end', async () => {
		expect(await page()).toEqual({ rows: [1, 2, 3], prior: null, next: '3' });
		expect(await page({ after: '3' })).toEqual({ rows: [4, 5, 6], prior: '4', next: '6' });
		expect(await page({ after: '6' })).toEqual({ rows: [7], prior: '7', next: null });
	});

	it('goes back the same pages, and the first is whole', async () => {
		expect(await page({ before: '7' })).toEqual({ rows: [4, 5, 6], prior: '4', next: '6' });
		expect(await page({ before: '4' })).toEqual({ rows: [1, 2, 3], prior: null, next: '3' });
		expect(await page({ before: '3' })).toEqual({ rows: [1, 2, 3], prior: null, next: '3' });
	});

	it('has no rows behind its end', async () => {
		expect(await page({ after: '7' })).toEqual({ rows: [], prior: null, next: null });
	});

	it('is asked for in the address, where what is no key counts for nothing', () => {
		const asked = (search: string) => cursorIn(new URLSearchParams(search));
		expect(asked('after=12&q=an')).toEqual({ after: '12', before: null });
		expect(asked('after=12&before=5')).toEqual({ after: '12', before: null });
		expect(asked(`after=${'x'.repeat(65)}&before=5`)).toEqual({ after: null, before: '5' });
		expect(asked('after=')).toEqual({ after: null, before: null });
	});
});
