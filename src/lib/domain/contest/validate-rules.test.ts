import { describe, expect, test } from 'vitest';
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

	test.each<[string, (rules: Loose) => void, string]>([
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
		]
	])('%s is refused where it stands', (_, change, expected) => {
		expect(broken(change)).toContain(expected);
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
