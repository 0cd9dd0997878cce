import { expect, test } from 'vitest';
import { penaltyTable } from './penalty-table.ts';

const limit = { seconds: 300, minSeconds: 120, warnAtSeconds: [], consultSeconds: null };
const penalty = {
	kind: 'perUnit',
	unitSeconds: 60,
	points: '1',
	count: 'completed',
	graceSeconds: 0,
	countFrom: 'limit',
	cap: null,
	stopsAfterSeconds: 180
} as const;

test('the table of a penalty stands a tenth of a second on both sides of every boundary', () => {
	const rows = penaltyTable(limit, penalty, 'over');
	expect(rows.map(({ durationMs, points, stops }) => [durationMs, points, stops])).toEqual([
		[300_000, '0', false],
		[359_900, '0', false],
		[360_000, '1', false],
		[360_100, '1', false],
		[419_900, '1', false],
		[420_000, '2', false],
		[420_100, '2', false],
		[479_900, '2', false],
		[480_000, '3', true],
		[480_100, '3', true]
	]);
});

test('under time is counted down from the minimum, and nobody is on stage for less than nothing', () => {
	const rows = penaltyTable(limit, { ...penalty, stopsAfterSeconds: null }, 'under');
	expect(rows.map(({ durationMs, points }) => [durationMs, points])).toEqual([
		[120_000, '0'],
		[60_100, '0'],
		[60_000, '1'],
		[59_900, '1'],
		[100, '1'],
		[0, '2']
	]);
});

test('while a setting is half typed there is no table', () => {
	expect(penaltyTable(limit, { ...penalty, points: 'x' }, 'over')).toEqual([]);
	expect(penaltyTable({ ...limit, seconds: Number.NaN }, penalty, 'over')).toEqual([]);
	expect(penaltyTable({ ...limit, minSeconds: null }, penalty, 'under')).toEqual([]);
});
