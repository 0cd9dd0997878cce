import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hall } from './board.fixture.ts';
import { officialBoard } from './board-view.ts';
import { inBoardOrder, TURNS, type BoardRow, type BoardView } from './board.ts';
import { apply, diff, isEmpty } from './patch.ts';

const decimal = fc.integer({ min: 0, max: 10_000 }).map((n) => (n / 100).toFixed(2));

const row = (teamId: string): fc.Arbitrary<BoardRow> =>
	fc.record({
		teamId: fc.constant(teamId),
		name: fc.string({ unit: 'grapheme', maxLength: 12 }),
		order: fc.nat(40),
		status: fc.constantFrom('competing', 'absent', 'withdrawn', 'disqualified'),
		isGuest: fc.boolean(),
		turn: fc.constantFrom(...TURNS),
		rank: fc.option(fc.integer({ min: 1, max: 40 })),
		tie: fc.constantFrom('none', 'shared', 'open'),
		total: fc.option(decimal),
		parts: fc.array(fc.option(decimal), { maxLength: 3 }),
		isComplete: fc.boolean()
	});

const header = officialBoard(hall({ teams: 1, performed: 0, publicBoard: 'atTheEnd' }));

const board: fc.Arbitrary<BoardView> = fc
	.uniqueArray(
		fc.integer({ min: 1, max: 12 }).map((n) => `team-${n}`),
		{ maxLength: 12 }
	)
	.chain((ids) =>
		fc.record({
			rows: fc.tuple(...ids.map(row)),
			onStage: fc.option(
				fc.record({ teamId: fc.constantFrom('team-1', 'team-2'), partKey: fc.constant('*') })
			),
			shown: fc.nat(12),
			version: fc.option(fc.integer({ min: 1, max: 9 }))
		})
	)
	.map(({ rows, onStage, shown, version }) => ({
		...header,
		onStage,
		counts: { ...header.counts, shown },
		result: version ? { kind: 'final', version } : { kind: 'provisional' },
		rows: [...rows].sort(inBoardOrder)
	}));

describe('a patch', () => {
	test('turns the board it was made for into the other, whatever changed', () => {
		fc.assert(
			fc.property(board, board, (a, b) => {
				expect(apply(a, JSON.parse(JSON.stringify(diff(a, b))))).toEqual(b);
			}),
			{ numRuns: 500 }
		);
	});

	test('is empty exactly when nothing changed', () => {
		fc.assert(
			fc.property(board, board, (a, b) => {
				expect(isEmpty(diff(a, a))).toBe(true);
				expect(isEmpty(diff(a, b))).toBe(JSON.stringify(a) === JSON.stringify(b));
			})
		);
	});

	test('of one new score among 35 teams is at most 8 % of the board, even when every other place moves', () => {
		// The last team to perform wins, so that everybody else falls by one place.
		const luck = (team: number, judge: number, criterion: number) =>
			team === 34 ? 0.999 : ((team * 7919 + judge * 31 + criterion * 17) % 90) / 101;
		const before = officialBoard(hall({ teams: 35, performed: 34, publicBoard: 'atTheEnd', luck }));
		const after = officialBoard(hall({ teams: 35, performed: 35, publicBoard: 'atTheEnd', luck }));
		expect(after.rows[0]!.rank).toBe(1);
		expect(before.rows[0]!.teamId).not.toBe(after.rows[0]!.teamId);
		const patch = diff(before, after);
		expect(apply(before, patch)).toEqual(after);
		const share = JSON.stringify(patch).length / JSON.stringify(after).length;
		expect(share).toBeLessThanOrEqual(0.08);
	});

	test('leaves rows that did not change the same objects, so that a screen redraws only what moved', () => {
		const before = officialBoard(hall({ teams: 5, performed: 3, publicBoard: 'atTheEnd' }));
		const after = { ...before, onStage: { teamId: before.rows[4]!.teamId, partKey: '*' } };
		expect(apply(before, diff(before, after)).rows[0]).toBe(before.rows[0]);
	});
});
