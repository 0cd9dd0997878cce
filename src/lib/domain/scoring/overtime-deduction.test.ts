import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { TimeLimitSchema, TimePenaltySchema } from '#lib/domain/contest/time-limit.ts';
import { overtimeDeduction, undertimeDeduction } from './overtime-deduction.ts';

type Rule = v.InferInput<typeof TimePenaltySchema>;
const limit = v.parse(TimeLimitSchema, { seconds: 300, minSeconds: 240 });
const times = [300_000, 359_900, 360_000, 360_100, 419_000, 420_000];
const perMinute = { kind: 'perUnit', unitSeconds: 60, points: '1' } as const;
const table = (boundary: 'at' | 'after'): Rule => ({
	kind: 'stepped',
	boundary,
	steps: [
		{ seconds: 60, points: '0.5' },
		{ seconds: 120, points: '1', stopsPart: true }
	]
});

describe('the deduction proposed at 5:00, 5:59.9, 6:00, 6:00.1, 6:59 and 7:00 for a limit of five minutes', () => {
	test.each<[string, Rule, string[]]>([
		['completed minutes', perMinute, ['0', '0', '1', '1', '1', '2']],
		['started minutes', { ...perMinute, count: 'started' }, ['0', '1', '1', '2', '2', '2']],
		[
			'a minute of grace, then started minutes from the limit',
			{ ...perMinute, count: 'started', graceSeconds: 60 },
			['0', '0', '0', '2', '2', '2']
		],
		[
			'a minute of grace, then started minutes from its end',
			{ ...perMinute, count: 'started', graceSeconds: 60, countFrom: 'grace' },
			['0', '0', '0', '1', '1', '1']
		],
		[
			'a minute of grace, then completed minutes from the limit',
			{ ...perMinute, graceSeconds: 60 },
			['0', '0', '0', '1', '1', '2']
		],
		[
			'completed minutes, at most 1.5 points',
			{ ...perMinute, points: '0.75', cap: '1' },
			['0', '0', '0.75', '0.75', '0.75', '1']
		],
		['a table that bites at the second', table('at'), ['0', '0', '0.5', '0.5', '0.5', '1']],
		['a table that bites after the second', table('after'), ['0', '0', '0', '0.5', '0.5', '0.5']]
	])('%s', (_, input, expected) => {
		const rule = v.parse(TimePenaltySchema, input);
		expect(times.map((durationMs) => overtimeDeduction(limit, rule, durationMs).points)).toEqual(expected);
	});
});

test('the step that stops the part says so, with the time beyond the limit', () => {
	const rule = v.parse(TimePenaltySchema, table('at'));
	expect(overtimeDeduction(limit, rule, 425_000)).toEqual({
		points: '1',
		stopsPart: true,
		excessMs: 125_000
	});
});

test('too short a performance is measured from the minimum, and not at all without one', () => {
	const rule = v.parse(TimePenaltySchema, { kind: 'stepped', steps: [{ seconds: 60, points: '1' }] });
	expect([240_000, 180_001, 180_000].map((ms) => undertimeDeduction(limit, rule, ms).points)).toEqual([
		'0',
		'0',
		'1'
	]);
	expect(undertimeDeduction({ ...limit, minSeconds: null }, rule, 0).points).toBe('0');
});
