import { expect, it } from 'vitest';
import { Stamps } from './stamps.ts';

it('stamps follow each other, also where the tablet’s clock is set back or stands still', () => {
	const stamps = new Stamps();
	const rosterAsked = stamps.next(1_000_000);
	const afterSetBack = [stamps.next(700_000), stamps.next(700_000), stamps.next(2_000_000)];
	expect(afterSetBack.every((stamp, index) => stamp > (afterSetBack[index - 1] ?? rosterAsked))).toBe(true);
	expect(afterSetBack[2]).toBe(2_000_000);
});

it('stamps go on from what lies on the disk after a reload', () => {
	const stamps = new Stamps();
	stamps.seen(5_000);
	stamps.seen(4_000);
	expect(stamps.next(1_000)).toBe(5_001);
});
