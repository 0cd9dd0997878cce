import { describe, expect, test } from 'vitest';
import { RULES_PROBLEMS } from './rules-problem.ts';
import { rulesHash } from './rules-hash.ts';
import type { Rules } from './rules.ts';
import { cityContest } from './templates/city-contest.ts';
import { RULES_TEMPLATES } from './templates/templates.ts';
import { validateRules } from './validate-rules.ts';

type Loose = any; // eslint-disable-line @typescript-eslint/no-explicit-any -- tests break rules on purpose

function broken(change: (rules: Loose) => void) {
	const rules: Loose = structuredClone(cityContest);
	change(rules);
	const result = validateRules(rules);
	return result.ok ? [] : result.problems.map(({ path, code }) => `${path} ${code}`);
}

const cases: [string, (rules: Loose) => void, string][] = [
	[
		'a number that is not text',
		(r) => (r.stages[0].parts[0].scale = 20),
		'stages[0].parts[0].scale problem_type'
	],
	[
		'a comma for the point',
		(r) => (r.stages[0].deductions[0].effect.points = '0,5'),
		'stages[0].deductions[0].effect.points problem_not_points'
	],
	['a misspelt field', (r) => (r.stages[0].pannel = {}), 'stages[0].pannel problem_unknown_key'],
	[
		'an unknown method',
		(r) => (r.stages[0].parts[0].aggregation.method = 'magic'),
		'stages[0].parts[0].aggregation.method problem_not_option'
	],
	[
		'a zero step',
		(r) => (r.stages[0].parts[0].criteria[0].step = '0'),
		'stages[0].parts[0].criteria[0].step problem_not_positive'
	],
	[
		'a trim that drops everybody',
		(r) => (r.stages[1].parts[2].aggregation.table[0].dropLow = 4),
		'stages[1].parts[2].aggregation.table[0] rules_problem_trim_leaves_nothing'
	],
	[
		'two parts with one key',
		(r) => (r.stages[0].parts[2].key = 'greeting'),
		'stages[0].parts[2].key rules_problem_key_twice'
	],
	[
		'a shared place before the end of the ladder',
		(r) => r.stages[0].tieLadder.unshift({ by: 'sharedPlace' }),
		'stages[0].tieLadder[0] rules_problem_ladder_after_end'
	],
	[
		'the top of clusters without clusters',
		(r) => (r.stages[0].layout = 'single'),
		'stages[0].qualification.kind rules_problem_needs_clusters'
	],
	[
		'rounded totals that are never rounded',
		(r) => (r.stages[0].compare = 'rounded'),
		'stages[0].compare rules_problem_rounded_without_point'
	],
	[
		'a mark that no judge can give',
		(r) => r.stages[0].tieLadder.unshift({ by: 'countOfMark', mark: '9.9' }),
		'stages[0].tieLadder[0].mark rules_problem_mark_impossible'
	],
	[
		'a prize above the highest total',
		(r) => (r.stages[1].prizes.tiers[0].minTotal = '100.5'),
		'stages[1].prizes.tiers[0].minTotal rules_problem_prize_out_of_reach'
	],
	[
		'overtime without a limit',
		(r) => (r.stages[0].parts[2].timeLimit = null),
		'stages[0].parts[2].overtime rules_problem_overtime_without_limit'
	],
	[
		'a final that comes from a stage which sends nobody',
		(r) => (r.stages[0].qualification = { kind: 'none' }),
		'stages[1].entrants.from rules_problem_source_sends_nobody'
	],
	[
		'a minimum above the maximum',
		(r) => (r.stages[0].parts[0].criteria[0].min = '10'),
		'stages[0].parts[0].criteria[0].min rules_problem_min_not_below_max'
	],
	[
		'sub-parts that do not add up',
		(r) => (r.stages[0].parts[1].parts[0].scale = '11'),
		'stages[0].parts[1].parts rules_problem_sub_parts_sum'
	],
	[
		'a quorum of a part above the panel',
		(r) => (r.stages[0].parts[0].quorum = 6),
		'stages[0].parts[0].quorum rules_problem_quorum_above_panel'
	],
	[
		'two rows for one number of marks',
		(r) => r.stages[1].parts[2].aggregation.table.push({ atLeast: 5, dropHigh: 2, dropLow: 2 }),
		'stages[1].parts[2].aggregation.table[1].atLeast rules_problem_trim_row_twice'
	],
	[
		'more remaining marks than judges',
		(r) => (r.stages[0].parts[2].aggregation.minRemaining = 6),
		'stages[0].parts[2].aggregation.minRemaining rules_problem_remaining_above_panel'
	],
	[
		'undertime without a minimum',
		(r) => (r.stages[0].parts[2].timeLimit.minSeconds = null),
		'stages[0].parts[2].undertime rules_problem_undertime_without_minimum'
	],
	[
		'a minimum above the limit',
		(r) => (r.stages[0].parts[2].timeLimit.minSeconds = 901),
		'stages[0].parts[2].timeLimit.minSeconds rules_problem_minimum_above_limit'
	],
	[
		'a warning after the limit',
		(r) => (r.stages[0].parts[0].timeLimit.warnAtSeconds = [300]),
		'stages[0].parts[0].timeLimit.warnAtSeconds[0] rules_problem_warning_after_limit'
	],
	[
		'a penalty that falls',
		(r) => (r.stages[0].parts[2].overtime.steps[2].points = '0.75'),
		'stages[0].parts[2].overtime.steps[2] rules_problem_penalty_not_rising'
	],
	[
		'a deduction named like the clock’s',
		(r) => (r.stages[0].deductions[0].key = 'overtime'),
		'stages[0].deductions[0].key rules_problem_key_reserved'
	],
	[
		'a voided part without a part',
		(r) => (r.stages[0].deductions[1].scope = 'total'),
		'stages[0].deductions[1].scope rules_problem_void_needs_part'
	],
	[
		'a point where one rounds twice',
		(r) => (r.stages[0].rounding = [1, 2].map((decimals) => ({ after: 'part', decimals }))),
		'stages[0].rounding[1].after rules_problem_rounding_twice'
	],
	[
		'a ladder that leaves ties open',
		(r) => r.stages[0].tieLadder.splice(4),
		'stages[0].tieLadder rules_problem_ladder_open_end'
	],
	[
		'a step that comes twice',
		(r) => r.stages[0].tieLadder.unshift({ by: 'leastOvertime' }),
		'stages[0].tieLadder[4] rules_problem_ladder_step_twice'
	],
	[
		'a step about an unknown criterion',
		(r) => (r.stages[0].tieLadder[2].criterion = 'skit.dance'),
		'stages[0].tieLadder[2].criterion rules_problem_unknown_criterion'
	],
	[
		'a count of marks in a quiz',
		(r) => r.stages[0].tieLadder.unshift({ by: 'judgesNonZero', at: 'knowledge.quiz' }),
		'stages[0].tieLadder[0].at rules_problem_not_judged'
	],
	[
		'the chair’s mark without a chair',
		(r) => {
			r.stages[0].panel.chairs = 0;
			r.stages[0].tieLadder.unshift({ by: 'chairMark' });
		},
		'stages[0].tieLadder[0] rules_problem_ladder_without_chair'
	],
	[
		'overtime as a step where nothing is timed',
		(r) => (r.stages[0].tieLadder[3].at = 'knowledge.quiz'),
		'stages[0].tieLadder[3] rules_problem_ladder_without_limit'
	],
	[
		'a first part in reverse order',
		(r) => (r.stages[0].parts[0].order = 'reverse'),
		'stages[0].parts[0].order rules_problem_first_part_reversed'
	],
	[
		'a first stage without teams',
		(r) => (r.stages[0].entrants = { kind: 'qualified', from: 'final' }),
		'stages[0].entrants rules_problem_first_stage_has_no_teams'
	],
	[
		'the rest before other prizes',
		(r) => (r.stages[1].prizes.tiers[0].places = 'rest'),
		'stages[1].prizes.tiers[0].places rules_problem_rest_not_last'
	],
	[
		'teams of seven to five members',
		(r) => (r.teams.members = { min: 7, max: 5 }),
		'teams.members rules_problem_range_reversed'
	],
	[
		'criteria that do not add up',
		(r) => (r.stages[0].parts[0].scale = '21'),
		'stages[0].parts[0].criteria rules_problem_criteria_sum'
	],
	[
		'a step that misses the maximum',
		(r) => (r.stages[0].parts[0].criteria[0].step = '3'),
		'stages[0].parts[0].criteria[0].step rules_problem_step_misses_max'
	],
	[
		'a step about an unknown part',
		(r) => (r.stages[0].tieLadder[0].part = 'song'),
		'stages[0].tieLadder[0].part rules_problem_unknown_part'
	],
	[
		'a final fed by no stage',
		(r) => (r.stages[1].entrants.from = 'semifinal'),
		'stages[1].entrants.from rules_problem_unknown_stage'
	]
];

describe('validating rules', () => {
	test.each(RULES_TEMPLATES.map((template) => [template.key, template] as const))(
		'the template %s is in order and reads the same a second time',
		(_, template) => {
			const first = validateRules(template.rules);
			expect(first).toEqual({ ok: true, rules: template.rules });
		}
	);

	test('names the step, the criterion and the part that contradict each other, all at once', () => {
		expect(
			broken((rules) => {
				rules.stages[0].parts[0].criteria[0].max = '9';
				rules.stages[0].parts[2].criteria[1].step = '0.4';
				rules.stages[0].panel.quorum = 6;
				rules.stages[0].tieLadder = [{ by: 'partScore', part: 'song' }];
				rules.stages[1].entrants.from = 'semifinal';
			})
		).toEqual([
			'stages[0].parts[0].criteria rules_problem_criteria_sum',
			'stages[0].parts[2].criteria[1].step rules_problem_step_misses_max',
			'stages[0].panel.quorum rules_problem_quorum_above_panel',
			'stages[0].tieLadder rules_problem_ladder_open_end',
			'stages[0].tieLadder[0].part rules_problem_unknown_part',
			'stages[1].parts[0].criteria rules_problem_criteria_sum',
			'stages[1].parts[2].criteria[1].step rules_problem_step_misses_max',
			'stages[1].entrants.from rules_problem_unknown_stage'
		]);
	});

	test('a missing field in one part does not hide the mistakes of another', () => {
		expect(
			broken((rules) => {
				rules.stages[0].parts[1] = { ...rules.stages[0].parts[1] };
				delete rules.stages[0].parts[1].scale;
				rules.stages[0].parts[0] = { ...rules.stages[0].parts[0], scale: '21' };
			})
		).toEqual([
			'stages[0].parts[1].scale problem_missing',
			'stages[0].parts[0].criteria rules_problem_criteria_sum'
		]);
	});

	test.each(cases)('%s is refused where it stands', (_, change, expected) => {
		expect(broken(change)).toContain(expected);
	});

	test('has a case here for each of its messages', () => {
		expect(RULES_PROBLEMS.filter((code) => !cases.some(([, , expected]) => expected.endsWith(code)))).toEqual(
			[]
		);
	});

	test('what is no object at all is one problem', () => {
		expect(validateRules('rules')).toMatchObject({
			ok: false,
			problems: [{ path: '', code: 'problem_type' }]
		});
	});
});

describe('the hash of rules', () => {
	test('does not depend on the order of fields, and changes with every figure', () => {
		const city = RULES_TEMPLATES[0];
		const turned = Object.fromEntries(Object.entries(city!.rules).reverse()) as unknown as Rules;
		expect(rulesHash(turned)).toBe(rulesHash(city!.rules));
		expect(rulesHash(city!.rules)).toMatch(/^[0-9a-f]{64}$/);
		expect(rulesHash({ ...city!.rules, stages: city!.rules.stages.slice(0, 1) })).not.toBe(
			rulesHash(city!.rules)
		);
	});
});
