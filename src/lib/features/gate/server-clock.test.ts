import { expect, it } from 'vitest';
import { ServerClock } from './server-clock.ts';

const TODAY = Date.parse('2026-12-10T01:00:00Z');
const DAY_MS = 86_400_000;

function tablet(wall = TODAY) {
	const hands = { wall, steady: 50 };
	const clock = new ServerClock({ wall: () => hands.wall, steady: () => hands.steady });
	const pass = (ms: number) => {
		hands.wall += ms;
		hands.steady += ms;
	};
	return { hands, clock, pass };
}

it('the server’s clock is the tablet’s, corrected', () => {
	const { clock } = tablet(TODAY + 300_000);
	expect(clock.now(300_000).getTime()).toBe(TODAY);
	expect(clock.now(undefined).getTime()).toBe(TODAY + 300_000);
});

it('a tablet whose clock is set back by a day stays in today, and its time goes on', () => {
	const { hands, clock, pass } = tablet();
	clock.said(TODAY);
	pass(60_000);
	hands.wall -= DAY_MS;
	expect(clock.now(0).getTime()).toBe(TODAY + 60_000);
	pass(5_000);
	expect(clock.now(0).getTime()).toBe(TODAY + 65_000);
});

it('after a reload it is not earlier than when the server was heard last', () => {
	const { clock } = tablet(TODAY - DAY_MS);
	clock.said(TODAY);
	expect(clock.now(undefined).getTime()).toBe(TODAY);
});

it('a device that slept goes by its clock, not by what was counted while it was awake', () => {
	const { hands, clock } = tablet();
	clock.said(TODAY);
	hands.wall += 8 * 3_600_000;
	expect(clock.now(0).getTime()).toBe(TODAY + 8 * 3_600_000);
});
