import { describe, expect, it } from 'vitest';
import { rateLimit } from './rate.ts';

describe('a sensitive route', () => {
	it('lets a caller through a few times, then says how long to wait', () => {
		const limit = rateLimit({ allowed: 2, windowMs: 60_000 });
		expect([
			limit.take('a', 0),
			limit.take('a', 10_000),
			limit.take('a', 20_000),
			limit.take('b', 20_000)
		]).toEqual([0, 0, 40, 0]);
		expect(limit.take('a', 60_001)).toBe(0);
	});

	it('does not grow without end when addresses keep changing', () => {
		const limit = rateLimit({ allowed: 1, windowMs: 60_000 });
		for (let caller = 0; caller < 30_000; caller++) limit.take(String(caller), caller / 1000);
		expect(limit.take('29999', 31)).toBeGreaterThan(0);
		expect(limit.take('0', 31)).toBe(0);
	});
});
