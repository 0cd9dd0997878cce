import { expect, test } from 'vitest';
import { measureClock } from './clock.ts';

test('the quickest of several pings tells how far the tablet’s clock is off', async () => {
	const trips = [400, 60, 900, 40, 300];
	let clock = 1_000_000;
	const server = () => clock - 86_400_000;
	const ping = async () => {
		const trip = trips.shift()!;
		// The slow ones are slow on one leg only, which misleads by half of it.
		clock += trip > 50 ? trip : trip / 2;
		const answer = server();
		clock += trip > 50 ? 0 : trip / 2;
		return answer;
	};
	expect(await measureClock(ping, () => clock)).toEqual({ offsetMs: 86_400_000, roundTripMs: 40 });
});
