import { expect, test } from 'vitest';
import { pages } from './pages.ts';

test('rows that fit stand on one page, more are spread evenly and none is left out', () => {
	expect(pages(6, 10)).toEqual([{ from: 0, to: 6 }]);
	expect(pages(0, 10)).toEqual([{ from: 0, to: 0 }]);
	expect(pages(11, 10)).toEqual([
		{ from: 0, to: 6 },
		{ from: 6, to: 11 }
	]);
	expect(pages(35, 10)).toEqual([
		{ from: 0, to: 9 },
		{ from: 9, to: 18 },
		{ from: 18, to: 27 },
		{ from: 27, to: 35 }
	]);
});
