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

describe('E18: the deduction proposed at 5:00, 5:59.9, 6:00, 6:00.1, 6:59 and 7:00 for a limit of five minutes', () => {
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
		[
			'half a minute of grace, then completed minutes from its end',
			{ ...perMinute, graceSeconds: 30, countFrom: 'grace' },
			['0', '0', '0', '0', '1', '1']
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

test('the last millisecond of the grace is free, and the first after it is not', () => {
	const rule = v.parse(TimePenaltySchema, { ...perMinute, count: 'started', graceSeconds: 60 });
	const points = (ms: number) => overtimeDeduction(limit, rule, ms).points;
	expect([points(359_999), points(360_000), points(360_001)]).toEqual(['0', '0', '2']);
});

test.each<[string, Rule, number, string, string]>([
	['completed minutes', perMinute, 660_000, '5', '6'],
	['started minutes', { ...perMinute, count: 'started' }, 660_001, '6', '7'],
	['a table', table('at'), 360_000, '0', '0.5'],
	['a table after its second', table('after'), 360_001, '0', '0.5'],
	['the cap', { ...perMinute, cap: '3' }, 480_000, '2', '3']
])('%s change at one millisecond and at no other', (_, input, atMs, before, after) => {
	const rule = v.parse(TimePenaltySchema, input);
	const points = (ms: number) => overtimeDeduction(limit, rule, ms).points;
	expect([points(atMs - 1), points(atMs)]).toEqual([before, after]);
});

test('a penalty by units stops the part from its own moment on, also within the grace', () => {
	const rule = v.parse(TimePenaltySchema, { ...perMinute, graceSeconds: 60, stopsAfterSeconds: 60 });
	const at = (ms: number) => overtimeDeduction(limit, rule, ms);
	expect([at(359_999), at(360_000), at(420_000)]).toEqual([
		{ points: '0', stopsPart: false, excessMs: 59_999 },
		{ points: '0', stopsPart: true, excessMs: 60_000 },
		{ points: '2', stopsPart: true, excessMs: 120_000 }
	]);
});

test('under time by units is counted down from the minimum, in whole milliseconds', () => {
	const rule = v.parse(TimePenaltySchema, { ...perMinute, count: 'started' });
	const points = (ms: number) => undertimeDeduction(limit, rule, ms).points;
	expect([points(240_000), points(239_999), points(180_000), points(179_999), points(0)]).toEqual([
		'0',
		'1',
		'1',
		'2',
		'4'
	]);
});

test('a time that is no whole number of milliseconds is no time', () => {
	const rule = v.parse(TimePenaltySchema, perMinute);
	for (const ms of [0.5, -1, NaN, Infinity]) {
		expect(() => overtimeDeduction(limit, rule, ms)).toThrow(RangeError);
		expect(() => undertimeDeduction(limit, rule, ms)).toThrow(RangeError);
	}
});
