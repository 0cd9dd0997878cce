import * as v from 'valibot';
import { expect, test } from 'vitest';
import { TimeLimitSchema, TimePenaltySchema } from '#lib/domain/contest/time-limit.ts';
import { overtimeDeduction } from '#lib/domain/scoring/overtime-deduction.ts';
import { lightAt, lightTimes, warningAt } from './lights.ts';

const timeLimit = v.parse(TimeLimitSchema, { seconds: 300, warnAtSeconds: [180, 240] });
const steps = [
	{ seconds: 60, points: '0.5' },
	{ seconds: 120, points: '1', stopsPart: true }
];

test('green until the first warning, amber until the limit, red beyond it, and then the part is stopped', () => {
	const overtime = v.parse(TimePenaltySchema, { kind: 'stepped', steps });
	const times = lightTimes({ timeLimit, overtime });
	const moments = [0, 179_999, 180_000, 240_000, 300_000, 300_001, 419_999, 420_000];
	expect(moments.map((ms) => lightAt(times, ms))).toEqual([
		'running',
		'running',
		'warned',
		'warned',
		'warned',
		'over',
		'over',
		'stopped'
	]);
	expect(moments.map((ms) => warningAt(times, ms).number)).toEqual([0, 0, 1, 2, 2, 2, 2, 2]);
});

test.each([
	['a step that bites at its second', { kind: 'stepped', steps }],
	['a step that bites after its second', { kind: 'stepped', boundary: 'after', steps }],
	['units of time', { kind: 'perUnit', unitSeconds: 60, points: '1', stopsAfterSeconds: 120 }]
])('the light says stopped at the very millisecond at which the penalty does: %s', (_, rule) => {
	const overtime = v.parse(TimePenaltySchema, rule);
	const times = lightTimes({ timeLimit, overtime });
	for (const ms of [419_999, 420_000, 420_001, 420_100]) {
		const { stopsPart } = overtimeDeduction(timeLimit, overtime, ms);
		expect([ms, lightAt(times, ms) === 'stopped']).toEqual([ms, stopsPart]);
	}
});

test('a part without a limit stays green', () => {
	const times = lightTimes({ timeLimit: null, overtime: null });
	expect(lightAt(times, 3_600_000)).toBe('running');
});
