import { expect, test } from 'vitest';
import { readClock, type ClockState } from '#lib/domain/timing/stage-clock.ts';
import { believed, markSeen, type Sighting } from './sighting.ts';

const sighting = (
	askedAt: number,
	answeredAt: number,
	elapsedMs: number,
	seq = 1,
	state: ClockState = 'running'
) =>
	({
		askedAt,
		answeredAt,
		view: {
			roundId: 'round',
			serverTime: 0,
			turn: { teamId: 'team', teamName: 'Đội', partKey: '*', attempt: 1 },
			clocks: [
				{
					path: 'skit',
					name: { vi: 'Tiểu phẩm', en: 'Skit' },
					state,
					elapsedMs,
					origin: 'server',
					seq,
					lights: { warnAtMs: [], limitMs: null, stopAtMs: null },
					minMs: null
				}
			]
		}
	}) satisfies Sighting;
const shownAt = (seen: Sighting, nowMs: number) =>
	readClock(markSeen(seen, seen.view.clocks[0]!), { run: 'device', monotonicMs: nowMs, wallMs: nowMs })
		.elapsedMs;

test('a device shows the server’s clock to within half of what the network took, however wrong its own is', () => {
	// The server was at 60 000 somewhere between 1000 and 1200 here.
	expect(shownAt(sighting(1000, 1200, 60_000), 1100)).toBe(60_000);
	expect(shownAt(sighting(1000, 1200, 60_000), 31_100)).toBe(90_000);
});

test('the look that knows the moment best is believed until it is old, and any press makes the new one count', () => {
	const good = sighting(1000, 1010, 60_000);
	const slow = sighting(5000, 5900, 64_000);
	expect(believed(null, slow)).toBe(slow);
	expect(believed(good, slow)).toBe(good);
	const muchLater = sighting(6_000_000, 6_000_900, 6_059_000);
	expect(believed(good, muchLater)).toBe(muchLater);
	const stopped = sighting(5000, 5900, 64_000, 2, 'stopped');
	expect(believed(good, stopped)).toBe(stopped);
	expect(shownAt(stopped, 99_000)).toBe(64_000);
});
