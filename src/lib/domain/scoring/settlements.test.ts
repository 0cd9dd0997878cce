import { describe, expect, test } from 'vitest';
import { commitmentTo, drawOrder } from '#lib/domain/contest/draw.ts';
import { countVotes } from './committee-vote.ts';
import { lotsFromSeed } from './lots.ts';
import { sheetOf, stageOf } from './sheet.fixture.ts';
import { tabulate } from './tabulate.ts';

const level = { A: [8], B: [8], C: [8], D: [7] };
const order = (rows: readonly { rank: number | null; teamId: string }[]) =>
	rows.map((row) => `${row.rank} ${row.teamId}`);

describe('lots from the seed of the draw', () => {
	const stage = stageOf({ tieLadder: [{ by: 'drawOfLots', from: 'seed' }] });

	test('settle a tie by themselves, as anyone can draw them again', () => {
		const drawn = tabulate(stage, sheetOf(level, { seed: 'secret' }));
		const again = drawOrder('secret', { roundId: 'R', partKey: null }, ['C', 'A', 'B']);
		expect(drawn.unresolved).toEqual([]);
		expect(order(drawn.rows)).toEqual([...again.map((teamId, index) => `${index + 1} ${teamId}`), '4 D']);
		expect(lotsFromSeed({ seed: 'secret', roundId: 'R' }, ['B', 'C', 'A'])).toEqual(again);
		expect(commitmentTo('secret')).toHaveLength(64);
	});

	test('leave no room for others, and wait for the table where no seed was shown', () => {
		const typed = [{ order: ['C', 'B', 'A'] }];
		const again = lotsFromSeed({ seed: 'secret', roundId: 'R' }, ['A', 'B', 'C']);
		expect(order(tabulate(stage, sheetOf(level, { seed: 'secret', lots: typed })).rows)[0]).toBe(
			`1 ${again[0]}`
		);
		expect(tabulate(stage, sheetOf(level)).unresolved).toMatchObject([{ needs: 'drawOfLots' }]);
		expect(order(tabulate(stage, sheetOf(level, { lots: typed })).rows)[0]).toBe('1 C');
	});

	test('do not come from the seed where the rules ask for the table', () => {
		const table = stageOf({ tieLadder: [{ by: 'drawOfLots' }] });
		expect(tabulate(table, sheetOf(level, { seed: 'secret' })).unresolved).toMatchObject([
			{ needs: 'drawOfLots' }
		]);
	});
});

describe('the committee’s vote, counted', () => {
	const voted = (...teams: (string | null)[]) =>
		teams.map((teamId, index) => ({ member: `M${index + 1}`, isChair: index === 0, teamId }));
	const vote = (teamIds: readonly string[], ...teams: (string | null)[]) => ({
		order: [teamIds],
		reason: 'voted',
		ballots: voted(...teams)
	});
	const stage = (chairCasting: boolean) => stageOf({ tieLadder: [{ by: 'committeeVote', chairCasting }] });
	const two = { A: [8], B: [8] };

	test('puts the team with more votes first', () => {
		const drawn = tabulate(stage(false), sheetOf(two, { votes: [vote(['A', 'B'], 'B', 'A', 'B')] }));
		expect(order(drawn.rows)).toEqual(['1 B', '2 A']);
	});

	test('E36: is decided by the chair when evenly split, and only where the rule says so', () => {
		const even = vote(['A', 'B'], 'B', 'A', 'A', 'B');
		expect(order(tabulate(stage(true), sheetOf(two, { votes: [even] })).rows)).toEqual(['1 B', '2 A']);
		expect(tabulate(stage(false), sheetOf(two, { votes: [even] })).unresolved).toMatchObject([
			{ teamIds: ['A', 'B'], needs: 'committeeVote' }
		]);
		const silent = vote(['A', 'B'], null, 'A', 'B');
		expect(tabulate(stage(true), sheetOf(two, { votes: [silent] })).unresolved).toHaveLength(1);
	});

	test('is taken once more on those whom it left level', () => {
		const first = vote(['A', 'B', 'C'], 'A', 'A', 'A', 'B', 'C');
		const open = tabulate(stage(true), sheetOf(level, { votes: [first] }));
		expect(open.unresolved).toMatchObject([{ rank: 2, teamIds: ['B', 'C'], needs: 'committeeVote' }]);
		const second = vote(['B', 'C'], 'B', 'B', 'C');
		const done = tabulate(stage(true), sheetOf(level, { votes: [first, second] }));
		expect(order(done.rows)).toEqual(['1 A', '2 B', '3 C', '4 D']);
	});

	test('counts the same in whatever order votes come in', () => {
		const ballots = voted('A', 'B', 'C', 'B', 'A');
		expect(countVotes(['C', 'B', 'A'], [...ballots].reverse(), true)).toEqual(
			countVotes(['A', 'B', 'C'], ballots, true)
		);
		expect(countVotes(['A', 'B', 'C'], ballots, true)).toEqual([['A'], ['B'], ['C']]);
	});
});
