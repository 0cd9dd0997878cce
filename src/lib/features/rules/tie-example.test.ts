import { expect, test } from 'vitest';
import { RULES_TEMPLATES } from '#lib/domain/contest/templates/templates.ts';
import type { TieStep } from '#lib/domain/contest/tie-ladder.ts';
import { judgedPart, stageOf } from '#lib/domain/scoring/sheet.fixture.ts';
import { tieExample } from './tie-example.ts';

const called = (letter: string) => `Đội ${letter}`;
const two = (tieLadder: TieStep[], change = {}) =>
	stageOf({ parts: [judgedPart('greeting'), judgedPart('skit')], tieLadder, ...change });
const told = (stage: Parameters<typeof tieExample>[0]) =>
	tieExample(stage, called)?.tie.steps.map(({ by, outcome }) => [by, outcome]);

for (const { rules } of RULES_TEMPLATES) {
	for (const stage of rules.stages) {
		test(`teams tied under "${rules.name.vi}", ${stage.key}, go through its ladder`, () => {
			const { standings, tie } = tieExample(stage, called)!;
			expect(new Set(standings.rows.map(({ compared }) => compared)).size).toBe(1);
			expect(tie.teamIds).toHaveLength(standings.rows.length);
			expect(tie.steps[0]!.outcome).toBe('separated');
			expect(standings.unresolved).toEqual([]);
		});
	}
}

test('each measuring step tells one team apart, and the two that are alike come to the end', () => {
	const stage = two([
		{ by: 'partScore', part: 'skit' },
		{ by: 'chairMark', at: null },
		{ by: 'sharedPlace' }
	]);
	const { standings, tie } = tieExample(stage, called)!;
	expect(tie.steps.map(({ by, outcome, among }) => [by, outcome, among.length])).toEqual([
		['partScore', 'separated', 4],
		['chairMark', 'separated', 3],
		['sharedPlace', 'shared', 2]
	]);
	expect(standings.rows.map(({ teamId, rank }) => `${rank}${teamId}`)).toEqual(['1D', '2A', '2B', '4C']);
});

test('a ladder whose steps are turned round puts another team first', () => {
	const skit: TieStep = { by: 'partScore', part: 'skit' };
	const chair: TieStep = { by: 'chairMark', at: null };
	expect(told(two([chair, skit, { by: 'sharedPlace' }]))).toEqual([
		['chairMark', 'separated'],
		['partScore', 'separated'],
		['sharedPlace', 'shared']
	]);
});

test('every kind of step is shown at work', () => {
	const limit = { seconds: 300, minSeconds: null, warnAtSeconds: [], consultSeconds: null };
	const parts = [judgedPart('greeting'), judgedPart('skit', { timeLimit: limit })];
	const end: TieStep = { by: 'drawOfLots' };
	for (const step of [
		{ by: 'partScore', part: 'skit' },
		{ by: 'criterionScore', criterion: 'skit.all' },
		{ by: 'countOfMark', mark: '10', at: null },
		{ by: 'judgesNonZero', at: 'skit' },
		{ by: 'chairMark', at: 'skit' },
		{ by: 'leastOvertime', at: null }
	] as TieStep[]) {
		expect(told(stageOf({ parts, tieLadder: [step, end] }))).toEqual([
			[step.by, 'separated'],
			['drawOfLots', 'separated']
		]);
	}
});

test('lots and votes end the tie as the hall would see it', () => {
	expect(told(two([{ by: 'drawOfLots' }]))).toEqual([['drawOfLots', 'separated']]);
	expect(told(two([{ by: 'committeeVote', chairCasting: false }]))).toEqual([['committeeVote', 'separated']]);
});

test('rules of one single mark leave the teams level instead of inventing a difference', () => {
	const stage = stageOf({
		panel: { judges: 1, quorum: 1 },
		tieLadder: [{ by: 'partScore', part: 'skit' }, { by: 'sharedPlace' }]
	});
	expect(told(stage)).toEqual([
		['partScore', 'equal'],
		['sharedPlace', 'shared']
	]);
});
