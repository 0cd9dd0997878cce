import { describe, expect, test } from 'vitest';
import { AGGREGATION_METHODS } from '#lib/domain/contest/aggregation.ts';
import { cityPackage } from '#lib/domain/contest/package/city.fixture.ts';
import { readPackage } from '#lib/domain/contest/package/read-package.ts';
import { tabulatePackage } from '#lib/domain/contest/package/tabulate-package.ts';
import { PLACINGS } from '#lib/domain/contest/placing-rule.ts';
import { QUALIFICATION_KINDS } from '#lib/domain/contest/qualification-rule.ts';
import { TIE_STEPS } from '#lib/domain/contest/tie-ladder.ts';
import { compareRound } from '../../../src/recount/compare.ts';
import { countContest } from '../../../src/recount/contest.ts';
import { NotCounted } from '../../../src/recount/reading.ts';
import { GOING_ON, LADDER, METHODS, PLACINGS as RANKS } from '../../../src/recount/rules.ts';
import { countedTwice } from '../../support/counted-twice.ts';
import { randomContest } from '../../support/random-contest.ts';

const SEEDS = Array.from({ length: 240 }, (_, index) => index + 1);

describe('two counts of one contest', () => {
	test('agree on random contests in every place, total, tie, need, status and reserve', () => {
		let counted = 0;
		let ties = 0;
		const states = new Set<string>();
		for (const seed of SEEDS) {
			const contest = randomContest(seed);
			if (!contest) continue;
			const twice = countedTwice(contest);
			expect(twice.differences, `contest ${seed}`).toEqual([]);
			counted += 1;
			ties += twice.ties;
			for (const state of twice.states) states.add(state);
		}
		// Otherwise nothing would have been put to the test.
		expect(counted).toBeGreaterThan(SEEDS.length * 0.8);
		expect(ties).toBeGreaterThan(50);
		expect([...states].sort()).toEqual(
			['decided', 'incomplete', 'lastStage', 'needsChoice', 'refused', 'tiedAtCut']
		); // prettier-ignore
	});

	test('agree on the city’s contest', () => {
		const read = readPackage(cityPackage());
		expect(read.ok && countedTwice(read.package).differences).toEqual([]);
	});

	test('know the same methods and steps', () => {
		expect([...METHODS].sort()).toEqual([...AGGREGATION_METHODS].sort());
		expect([...LADDER].sort()).toEqual([...TIE_STEPS].sort());
		expect([...GOING_ON].sort()).toEqual([...QUALIFICATION_KINDS].sort());
		expect([...RANKS].sort()).toEqual([...PLACINGS].sort());
	});
});

describe('a stated result', () => {
	const read = readPackage(cityPackage());
	if (!read.ok) throw new Error('the fixture is no package');
	const contest = read.package;
	const stated = tabulatePackage(contest).rounds[0]!.standings;
	const counted = countContest(contest).rounds[0]!;
	const told = (change: Record<string, unknown>) => {
		const [first, ...others] = stated.rows;
		return compareRound({ ...stated, rows: [{ ...first, ...change }, ...others] }, counted);
	};

	test.each([
		['place', { rank: 2 }],
		['shared place', { isShared: true }],
		['status', { status: 'absent' }],
		['total', { total: { exact: '1', shown: stated.rows[0]!.total!.shown } }],
		['total as shown', { total: { ...stated.rows[0]!.total, shown: '99.99' } }],
		['compared total', { compared: '80' }]
	])('that says another %s is found, with the team', (what, change) => {
		expect(told(change)).toEqual([
			expect.objectContaining({
				what,
				teamId: stated.rows[0]!.teamId,
				at: expect.stringMatching(/^standings\.rows\[0\]/)
			})
		]);
	});
});

test('a contest by a rule that this version does not know is not counted, and the rule is named', () => {
	const contest = JSON.parse(JSON.stringify(cityPackage())) as ReturnType<typeof cityPackage>;
	const unknown = (change: object) => () =>
		countContest({
			...contest,
			rules: { ...contest.rules, stages: [{ ...contest.rules.stages[0], ...change }] }
		});
	expect(unknown({ tieLadder: [{ by: 'arm-wrestling' }] })).toThrow(NotCounted);
	expect(unknown({ tieLadder: [{ by: 'arm-wrestling' }] })).toThrow(
		'rules.stages[0].tieLadder[0].by arm-wrestling'
	);
	expect(unknown({ handicap: '2' })).toThrow('not counted by this version: rules.stages[0].handicap');
	expect(unknown({ qualification: { kind: 'applause' } })).toThrow(NotCounted);
	const capped = { kind: 'bestOverall', places: 1, maxPerUnit: { teams: 1 } };
	expect(unknown({ qualification: capped })).toThrow('rules.stages[0].qualification.maxPerUnit');
});
