import { describe, expect, it } from 'vitest';
import { clockOffset, isClockWrong, quickest } from './clock-offset.ts';

describe('a tablet’s clock', () => {
	it('is as far off as the middle of its question lies from the middle of the server’s answer', () => {
		// Five minutes fast, 40 ms each way, the server thinks for a second.
		const asked = 300_000;
		expect(
			clockOffset({ askedMs: asked, receivedMs: 40, repliedMs: 1040, answeredMs: asked + 1080 })
		).toEqual({ offsetMs: 300_000, roundTripMs: 80 });
	});

	it('is believed from the quickest exchange', () => {
		const slow = { offsetMs: 900, roundTripMs: 400 };
		const quick = { offsetMs: 30, roundTripMs: 20 };
		expect(quickest([slow, quick, { offsetMs: 31, roundTripMs: 20 }])).toBe(quick);
		expect(quickest([])).toBeNull();
	});

	it('is wrong beyond two minutes either way, when the network’s delay cannot explain it', () => {
		expect(isClockWrong({ offsetMs: 120_000, roundTripMs: 0 })).toBe(false);
		expect(isClockWrong({ offsetMs: 120_011, roundTripMs: 20 })).toBe(true);
		expect(isClockWrong({ offsetMs: -120_011, roundTripMs: 20 })).toBe(true);
		expect(isClockWrong({ offsetMs: 121_000, roundTripMs: 3000 })).toBe(false);
	});
});
