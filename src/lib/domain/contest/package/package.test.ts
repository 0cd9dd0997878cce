import { describe, expect, test } from 'vitest';
import { cityPackage } from './city.fixture.ts';
import type { ContestPackage } from './package.ts';
import { PACKAGE_PROBLEMS } from './package-problem.ts';
import { readPackage, readPackageText } from './read-package.ts';
import { tabulatePackage } from './tabulate-package.ts';

type Loose = any; // eslint-disable-line @typescript-eslint/no-explicit-any -- tests break packages on purpose

function read(change: (pkg: Loose) => void = () => undefined): ContestPackage {
	const pkg: Loose = structuredClone(cityPackage());
	change(pkg);
	const result = readPackage(pkg);
	if (!result.ok) throw new Error(JSON.stringify(result.problems, null, '\t'));
	return result.package;
}

function problems(change: (pkg: Loose) => void): string[] {
	const pkg: Loose = structuredClone(cityPackage());
	change(pkg);
	const result = readPackage(pkg);
	return result.ok ? [] : result.problems.map(({ path, code }) => `${path} ${code}`);
}

describe('a contest package of 35 teams in six clusters', () => {
	test('gives six rounds, six finalists and reserves, and the final is the last stage', () => {
		const result = tabulatePackage(read());
		expect(result.rounds.map((round) => round.standings.rows.length)).toEqual([6, 6, 6, 6, 6, 5]);
		const [prelim, final] = result.stages;
		expect(prelim?.qualification.state).toBe('decided');
		expect(prelim?.qualification.through).toHaveLength(6);
		expect(final?.qualification.state).toBe('lastStage');
		expect(result.resultHash).toMatch(/^[0-9a-f]{64}$/);
	});

	test('lets the judge of the team’s own unit abstain, and says so', () => {
		const [first] = tabulatePackage(read()).rounds;
		expect(first?.conflicts).toEqual([
			{ judgeId: 'C1-J5', teamId: 'C1-T2', conflict: { kind: 'sameUnit', unitId: 'U-C1-T2' } }
		]);
		const row = first?.standings.rows.find((candidate) => candidate.teamId === 'C1-T2');
		expect(row?.isComplete).toBe(true);
		expect(row?.parts[0]?.ballots.find((ballot) => ballot.judgeId === 'C1-J5')?.standing).toBe('conflict');
	});

	test('gives the same bytes when every list is reversed', () => {
		const straight = tabulatePackage(read());
		const reversed = tabulatePackage(
			read((pkg) => {
				for (const key of ['units', 'clusters', 'teams', 'judges', 'rounds']) pkg[key].reverse();
				for (const round of pkg.rounds)
					for (const key of ['panel', 'entrants', 'marks', 'givenScores']) round[key].reverse();
			})
		);
		expect(JSON.stringify(reversed)).toBe(JSON.stringify(straight));
	});

	test('is incomplete while a cluster has no round', () => {
		const result = tabulatePackage(read((pkg) => pkg.rounds.pop()));
		expect(result.stages[0]?.qualification).toMatchObject({ state: 'incomplete', through: [] });
	});
});

const cases: [string, (pkg: Loose) => void, string][] = [
	[
		'a stage that the rules do not have',
		(p) => (p.rounds[0].stageKey = 'semi'),
		'rounds[0].stageKey package_problem_unknown_stage'
	],
	[
		'a team in two rounds',
		(p) => p.rounds[1].entrants.push({ teamId: 'C1-T1' }),
		'rounds[1].entrants[6].teamId package_problem_team_in_two_rounds'
	],
	[
		'two chairs',
		(p) => (p.rounds[0].panel[1].isChair = true),
		'rounds[0].panel package_problem_several_chairs'
	],
	[
		'two rounds of one cluster',
		(p) => (p.rounds[1].clusterId = 'C1'),
		'rounds[1] package_problem_round_twice'
	],
	[
		'a round without its cluster',
		(p) => (p.rounds[0].clusterId = null),
		'rounds[0] package_problem_round_needs_cluster'
	],
	[
		'units in a loop',
		(p) => (p.units[0].parentId = p.units[1].id),
		'units[0].parentId package_problem_unit_loop'
	],
	[
		'a seed that was not promised',
		(p) => (p.rounds[0].draw.seed = 'other'),
		'rounds[0].draw.seed package_problem_draw_commitment'
	],
	[
		'a draw without somebody',
		(p) => p.rounds[0].draw.orders[0].teamIds.pop(),
		'rounds[0].draw.orders[0].teamIds package_problem_draw_not_everybody'
	],
	[
		'a mark above the maximum',
		(p) => (p.rounds[0].marks[0].value = '10.25'),
		'rounds[0].marks[0].value sheet_problem_out_of_range'
	],
	[
		'a mark for nothing',
		(p) => (p.rounds[0].marks[0].criterionKey = 'skit.song'),
		'rounds[0].marks[0].criterionKey sheet_problem_unknown_criterion'
	],
	[
		'a score for a judged part',
		(p) => (p.rounds[0].givenScores[0].partKey = 'skit'),
		'rounds[0].givenScores[0].partKey sheet_problem_part_not_given'
	],
	[
		'an unknown deduction',
		(p) => (p.rounds[0].deductions = [{ id: 'D', teamId: 'C1-T1', typeKey: 'noise' }]),
		'rounds[0].deductions[0].typeKey sheet_problem_unknown_deduction'
	],
	[
		'overtime without points',
		(p) => (p.rounds[0].deductions = [{ id: 'D', teamId: 'C1-T1', typeKey: 'overtime', partKey: 'skit' }]),
		'rounds[0].deductions[0].points sheet_problem_points_missing'
	],
	[
		'a conflict with nobody',
		(p) => (p.conflicts = [{ judgeId: 'C1-J1', reason: 'x' }]),
		'conflicts[0] package_problem_conflict_without_target'
	],
	['another format', (p) => (p.format = 'zip'), 'format problem_not_option'],
	['two teams with one id', (p) => (p.teams[1].id = 'C1-T1'), 'teams[1].id package_problem_id_twice'],
	[
		'a unit that is not there',
		(p) => (p.judges[0].unitId = 'nowhere'),
		'judges[0].unitId package_problem_unknown_unit'
	],
	[
		'a cluster that is not there',
		(p) => (p.teams[0].clusterId = 'C9'),
		'teams[0].clusterId package_problem_unknown_cluster'
	],
	[
		'a team that is not there',
		(p) => (p.decisions = [{ stageKey: 'prelim', withdrawals: [{ teamId: 'Z', reason: 'r' }] }]),
		'decisions[0].withdrawals[0].teamId package_problem_unknown_team'
	],
	[
		'a judge who is not there',
		(p) => (p.rounds[0].panel[0].judgeId = 'Z'),
		'rounds[0].panel[0].judgeId package_problem_unknown_judge'
	],
	[
		'a final within a cluster',
		(p) => p.rounds.push({ id: 'F', stageKey: 'final', clusterId: 'C1' }),
		'rounds[6].clusterId package_problem_round_takes_no_cluster'
	],
	[
		'a team of another cluster',
		(p) => (p.teams[0].clusterId = 'C2'),
		'rounds[0].entrants[0].teamId package_problem_team_of_other_cluster'
	],
	[
		'a draw for no part',
		(p) => (p.rounds[0].draw.orders[0].partKey = 'dance'),
		'rounds[0].draw.orders[0].partKey package_problem_draw_unknown_part'
	],
	[
		'a draw in another order than the seed gives',
		(p) => p.rounds[0].draw.orders[0].teamIds.reverse(),
		'rounds[0].draw.orders[0].teamIds package_problem_draw_order'
	]
];

describe('a wrong package', () => {
	test('is answered with every mistake and its place at once, of form, of reference and of rule', () => {
		expect(
			problems((pkg) => {
				delete pkg.teams[3].name;
				pkg.teams[4].unitIds = ['nowhere'];
				pkg.rules = structuredClone(pkg.rules);
				pkg.rules.stages[0].panel.quorum = 9;
				pkg.rounds[0].marks[0].value = '8.6';
				pkg.rounds[0].marks[1].value = '8,5';
				pkg.rounds[0].marks[2].judgeId = 'C2-J1';
				pkg.rounds[1].marks.push(pkg.rounds[1].marks[0]);
				pkg.rounds[1].draw.orders[0].teamIds.reverse();
				pkg.colour = 'red';
			})
		).toEqual([
			'teams[3].name problem_missing',
			'rounds[0].marks[1].value problem_not_points',
			'colour problem_unknown_key',
			'rules.stages[0].panel.quorum rules_problem_quorum_above_panel',
			'teams[4].unitIds[0] package_problem_unknown_unit',
			'rounds[0].marks[0].value sheet_problem_off_step',
			'rounds[0].marks[2].judgeId sheet_problem_judge_not_on_panel',
			'rounds[1].draw.orders[0].teamIds package_problem_draw_order',
			`rounds[1].marks[${cityPackage().rounds[1]!.marks!.length}].value sheet_problem_given_twice`
		]);
	});

	test.each(cases)('names %s', (_, change, expected) => {
		expect(problems(change)).toContain(expected);
	});

	test('has a case here for each of its own messages', () => {
		expect(
			PACKAGE_PROBLEMS.filter((code) => !cases.some(([, , expected]) => expected.endsWith(code)))
		).toEqual([]);
	});

	test('that is no JSON says where the text breaks', () => {
		expect(readPackageText('{"format":')).toMatchObject({
			ok: false,
			problems: [{ path: '', code: 'problem_not_json' }]
		});
		expect(readPackageText('[]')).toMatchObject({ ok: false });
		expect(readPackageText(JSON.stringify(cityPackage())).ok).toBe(true);
	});
});
