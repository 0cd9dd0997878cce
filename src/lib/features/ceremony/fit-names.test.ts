import { expect, test } from 'vitest';
import { fitNames } from './fit-names.ts';

const teams = (count: number, name = 'Đội phường Hoàn Kiếm') =>
	Array.from({ length: count }, () => ({ name }));

test('E45: a winner stands alone in one line, a long name in two', () => {
	expect(fitNames(teams(1))).toMatchObject({ columns: 1, rows: 1, lines: 1, letters: 20 });
	expect(fitNames(teams(1, 'Đội thi Dân vận khéo liên phường Ba Đình và Ngọc Hà'))).toMatchObject({
		lines: 2
	});
});

test('groups stand in columns', () => {
	expect([4, 5, 12, 13].map((count) => fitNames(teams(count)).columns)).toEqual([1, 2, 2, 3]);
	expect(fitNames(teams(29))).toMatchObject({ columns: 3, rows: 10 });
});
