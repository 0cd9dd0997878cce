import { describe, expect, it } from 'vitest';
import { timeFields, typedTime } from './typed-time.ts';

describe('a time on stage as people type it', () => {
	it.each([
		['5:12', 312_000],
		['5:12,4', 312_400],
		['5:12.45', 312_450],
		['1:02:09', 3_729_000],
		['0:07', 7000],
		['75:00', 4_500_000]
	])('%s', (typed, ms) => expect(typedTime(typed)).toBe(ms));

	it.each(['', '5', '5:60', 'five', '5:1x', '-1:00'])('is no time: %j', (typed) =>
		expect(typedTime(typed)).toBeNull()
	);
});

it('what the clock measured counts to the millisecond, what was typed where there is none', () => {
	expect(timeFields({ teamId: 't', typed: '5:12', measuredMs: '312345' })).toEqual({
		teamId: 't',
		durationMs: 312_345
	});
	expect(timeFields({ typed: '5:12', measuredMs: '' })).toEqual({ durationMs: 312_000 });
	expect(timeFields({ typed: 'x' })).toEqual({ durationMs: 'unreadable' });
});
