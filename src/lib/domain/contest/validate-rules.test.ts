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

const counting = (rules: Loose, table: readonly object[]) =>
	(rules.stages[1].parts[2].aggregation = { method: 'byCount', table });
const weighing = (rules: Loose, kinds: readonly string[], judgeKinds: readonly string[]) => {
	rules.stages[1].parts[2].judgeKinds = judgeKinds;
	rules.stages[1].parts[2].aggregation = {
		method: 'weightedKinds',
		kinds: kinds.map((kind) => ({ kind, weight: '1' }))
	};
};
const marking = (rules: Loose, change: object, panel: object) => {
	rules.stages[1].parts[2].aggregation = { method: 'twoMarkers', thirdFrom: '5', ...change };
	Object.assign(rules.stages[1].panel, panel);
};
const listing = (rules: Loose, marks: readonly string[]) =>
	(rules.stages[0].parts[0].criteria[0].marks = marks);

const asking = (rules: Loose, part: object, quiz: object) =>
	Object.assign(rules.stages[0].parts[1].parts[0], part, {
		quiz: { items: 10, pointsEach: '1', answerSeconds: 15, ...quiz }
	});

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
	['points carried over', (r) => (r.stages[1].carryOver = '0.5'), 'stages[1].carryOver problem_unknown_key'],
	[
		'what happens to a team that does not come when called',
		(r) => (r.stages[0].absentAtCall = 'disqualify'),
		'stages[0].absentAtCall problem_unknown_key'
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
		'closest two of three for a panel of seven',
		(r) => (r.stages[1].parts[2].aggregation = { method: 'closestTwoOfThree' }),
		'stages[1].parts[2].aggregation.method rules_problem_closest_above_three'
	],
	[
		'closest two of three for four marks',
		(r) => counting(r, [{ marks: 4, method: 'closestTwoOfThree' }]),
		'stages[1].parts[2].aggregation.table[0].method rules_problem_closest_needs_three'
	],
	[
		'a table that forgets two marks',
		(r) => counting(r, [{ marks: 1, method: 'mean' }]),
		'stages[1].parts[2].aggregation.table rules_problem_count_row_missing'
	],
	[
		'a table with two rows for one number of marks',
		(r) =>
			counting(
				r,
				[1, 1].map((marks) => ({ marks, method: 'mean' }))
			),
		'stages[1].parts[2].aggregation.table[1].marks rules_problem_count_row_twice'
	],
	[
		'a table that never gives a score',
		(r) =>
			counting(
				r,
				[1, 2, 3, 4, 5, 6, 7].map((marks) => ({ marks, method: 'quorumLost' }))
			),
		'stages[1].parts[2].aggregation.table rules_problem_count_never'
	],
	[
		'a table that drops all',
		(r) => counting(r, [{ marks: 2, method: 'trimmed', dropHigh: 1, dropLow: 1 }]),
		'stages[1].parts[2].aggregation.table[0] rules_problem_trim_leaves_nothing'
	],
	[
		'a kind of judge that is weighed twice',
		(r) => weighing(r, ['artistic', 'artistic'], []),
		'stages[1].parts[2].aggregation.kinds[1].kind rules_problem_weight_twice'
	],
	[
		'a weight for a kind that does not mark the part',
		(r) => weighing(r, ['artistic', 'legal'], ['artistic']),
		'stages[1].parts[2].aggregation.kinds[1].kind rules_problem_weight_not_marking'
	],
	[
		'a kind that marks without a weight',
		(r) => weighing(r, ['artistic'], ['artistic', 'legal']),
		'stages[1].parts[2].aggregation.kinds rules_problem_kind_without_weight'
	],
	[
		'two markers on a panel without a third',
		(r) => marking(r, {}, { judges: 2, quorum: 2 }),
		'stages[1].parts[2].aggregation.method rules_problem_markers_too_few'
	],
	[
		'two markers with a quorum of three',
		(r) => marking(r, {}, { judges: 3, quorum: 3 }),
		'stages[1].parts[2].aggregation.method rules_problem_markers_quorum'
	],
	[
		'a difference that no two marks can have',
		(r) => marking(r, { thirdFrom: '50.5' }, {}),
		'stages[1].parts[2].aggregation.thirdFrom rules_problem_third_out_of_reach'
	],
	[
		'a third marker of a kind that does not mark',
		(r) => {
			r.stages[1].parts[2].judgeKinds = ['artistic'];
			marking(r, {}, {});
		},
		'stages[1].parts[2].aggregation.thirdKind rules_problem_third_not_marking'
	],
	[
		'permitted marks that fall',
		(r) => listing(r, ['0', '5', '4', '10']),
		'stages[0].parts[0].criteria[0].marks[2] rules_problem_marks_not_rising'
	],
	[
		'permitted marks above the least',
		(r) => listing(r, ['1', '10']),
		'stages[0].parts[0].criteria[0].min rules_problem_marks_miss_min'
	],
	[
		'permitted marks below the most',
		(r) => listing(r, ['0', '9']),
		'stages[0].parts[0].criteria[0].max rules_problem_marks_miss_max'
	],
	[
		'one permitted mark',
		(r) => listing(r, ['10']),
		'stages[0].parts[0].criteria[0].marks problem_too_few_marks'
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
		'a warning that comes before the one before it',
		(r) => (r.stages[0].parts[0].timeLimit.warnAtSeconds = [240, 240]),
		'stages[0].parts[0].timeLimit.warnAtSeconds[1] rules_problem_warnings_not_rising'
	],
	[
		'a step after the one that stops the part',
		(r) => (r.stages[0].parts[2].overtime.steps[1].stopsPart = true),
		'stages[0].parts[2].overtime.steps[2] rules_problem_penalty_after_stop'
	],
	[
		'a part that was too short and is stopped',
		(r) => (r.stages[0].parts[2].undertime.steps[0].stopsPart = true),
		'stages[0].parts[2].undertime rules_problem_undertime_stops'
	],
	[
		'a step shorter than nothing',
		(r) => (r.stages[0].parts[2].undertime.steps[0].seconds = 601),
		'stages[0].parts[2].undertime.steps[0] rules_problem_undertime_out_of_reach'
	],
	[
		'a cap that one unit exceeds',
		(r) => (r.stages[0].parts[2].overtime = { kind: 'perUnit', unitSeconds: 60, points: '2', cap: '1.5' }),
		'stages[0].parts[2].overtime.cap rules_problem_cap_below_points'
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
		'a prize that needs a total and may not stay vacant',
		(r) => (r.stages[1].prizes.mayStayVacant = false),
		'stages[1].prizes.tiers[0].minTotal rules_problem_prize_never_vacant'
	],
	[
		'a vote of an even panel without a casting vote',
		(r) => {
			r.stages[0].panel = { ...r.stages[0].panel, judges: 4 };
			r.stages[0].tieLadder = [{ by: 'committeeVote' }];
		},
		'stages[0].tieLadder[0].chairCasting rules_problem_even_vote'
	],
	[
		'lots from a seed that there is none of',
		(r) => {
			r.stages[0].order = 'hand';
			r.stages[0].tieLadder = [{ by: 'drawOfLots', from: 'seed' }];
		},
		'stages[0].tieLadder[0].from rules_problem_lots_without_seed'
	],
	[
		'rank sums without a judge',
		(r) => {
			r.stages[0].placing = { by: 'rankSum' };
			r.stages[0].parts = [{ key: 'quiz', name: { vi: 'q', en: 'q' }, kind: 'given', scale: '10' }];
		},
		'stages[0].placing.by rules_problem_placing_needs_judges'
	],
	[
		'majorities over weighted parts',
		(r) => {
			r.stages[0].placing = { by: 'majority' };
			r.stages[0].parts[0].coefficient = '2';
		},
		'stages[0].parts[0].coefficient rules_problem_placing_weight'
	],
	[
		'majorities over a part without judges',
		(r) => {
			r.stages[0].placing = { by: 'majority' };
			r.stages[0].parts[0] = { key: 'quiz', name: { vi: 'q', en: 'q' }, kind: 'given', scale: '10' };
		},
		'stages[0].parts[0].kind rules_problem_placing_given'
	],
	[
		'majorities with a deduction from a total that there is not',
		(r) => {
			r.stages[0].placing = { by: 'majority' };
			r.stages[0].deductions = [
				{
					key: 'late',
					name: { vi: 'm', en: 'l' },
					scope: 'total',
					effect: { kind: 'fixed', points: '1' }
				}
			];
		},
		'stages[0].deductions[0].scope rules_problem_placing_deduction'
	],
	[
		'ranks compared across clusters',
		(r) => {
			r.stages[0].placing = { by: 'rankSum' };
			r.stages[0].qualification = { kind: 'bestOverall', places: 6 };
		},
		'stages[0].qualification.kind rules_problem_placing_not_comparable'
	],
	[
		'ranks of markers of whom a third is called for some teams only',
		(r) => {
			r.stages[0].placing = { by: 'rankSum' };
			r.stages[0].parts[0].aggregation = { method: 'twoMarkers', thirdFrom: '2' };
		},
		'stages[0].parts[0] rules_problem_placing_two_markers'
	],
	[
		'quotas above their total',
		(r) =>
			(r.stages[0].qualification = {
				kind: 'clusterQuotas',
				quotas: [{ cluster: 'C1', places: 4 }],
				total: 3
			}),
		'stages[0].qualification.total rules_problem_quotas_above_total'
	],
	[
		'quotas that send nobody',
		(r) => (r.stages[0].qualification = { kind: 'clusterQuotas', quotas: [{ cluster: 'C1', places: 0 }] }),
		'stages[0].qualification.quotas rules_problem_quotas_send_nobody'
	],
	[
		'a mixed rule that looks at a part that there is not',
		(r) =>
			(r.stages[0].qualification = { kind: 'mixed', steps: [{ take: 'byPart', part: 'poem', places: 1 }] }),
		'stages[0].qualification.steps[0].part rules_problem_unknown_part'
	],
	[
		'a step of each cluster where there are none',
		(r) => {
			r.stages[0].layout = 'single';
			r.stages[0].qualification = { kind: 'mixed', steps: [{ take: 'ofEachCluster', places: 1 }] };
		},
		'stages[0].qualification.kind rules_problem_needs_clusters'
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
	],
	[
		'a quiz whose questions do not make the scale',
		(r) => asking(r, {}, { items: 9 }),
		'stages[0].parts[1].parts[0].quiz.pointsEach rules_problem_quiz_sum'
	],
	[
		'a quiz whose least score nobody gets with nothing right',
		(r) => asking(r, { min: '1' }, {}),
		'stages[0].parts[1].parts[0].quiz.items rules_problem_quiz_min'
	],
	[
		'a wrong answer that costs what cannot be entered',
		(r) => asking(r, {}, { negative: '0.5' }),
		'stages[0].parts[1].parts[0].quiz.negative rules_problem_quiz_step'
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
