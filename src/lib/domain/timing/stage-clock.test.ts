import { expect, test } from 'vitest';
import {
	clockState,
	pressClock,
	readClock,
	type ClockMark,
	type ClockPress,
	type Moment
} from './stage-clock.ts';

const WALL = 1_767_600_000_000;
/** A moment of one run of the server, with its calendar clock `setBy` milliseconds off. */
const moment = (monotonicMs: number, setBy = 0, run = 'first'): Moment => ({
	run,
	monotonicMs,
	wallMs: WALL + monotonicMs + setBy
});

function pressed(presses: readonly (readonly [ClockPress, Moment, number?])[]): ClockMark | null {
	let last: ClockMark | null = null;
	for (const [kind, at, waitedMs] of presses) {
		const answer = pressClock(last, kind, at, waitedMs);
		if (!answer.ok) throw new Error(`${kind}: ${answer.why}`);
		last = answer.mark;
	}
	return last;
}

test('a clock that was paused counts only while it ran', () => {
	const last = pressed([
		['start', moment(1000)],
		['pause', moment(61_000)],
		['resume', moment(90_000)],
		['stop', moment(120_500)]
	]);
	expect([last!.elapsedMs, last!.wallElapsedMs, last!.origin]).toEqual([90_500, 90_500, 'server']);
	expect(clockState(last)).toBe('stopped');
	expect(readClock(last, moment(999_000)).elapsedMs).toBe(90_500);
});

test.each([
	['forward by an hour', 3_600_000, 3_900_000],
	['back by an hour', -3_600_000, 0]
])(
	'the calendar clock of the server set %s changes no time on stage, and both figures are kept',
	(_, setBy, wall) => {
		const last = pressed([
			['start', moment(0)],
			['stop', moment(300_000, setBy)]
		]);
		expect([last!.elapsedMs, last!.wallElapsedMs, last!.origin]).toEqual([300_000, wall, 'server']);
	}
);

test('a restart of the server is bridged by its calendar clock, and the time says so from then on', () => {
	const last = pressed([
		['start', moment(50_000)],
		['pause', { run: 'second', monotonicMs: 3000, wallMs: WALL + 50_000 + 62_000 }],
		['resume', { run: 'second', monotonicMs: 10_000, wallMs: WALL + 119_000 }],
		['stop', { run: 'second', monotonicMs: 20_000, wallMs: WALL + 900_000 }]
	]);
	expect([last!.elapsedMs, last!.origin]).toEqual([72_000, 'bridged']);
});

test('presses that waited on the tablet count for the moment of the press and rest on its word', () => {
	const last = pressed([
		['start', moment(400_000), 390_000],
		['stop', moment(400_050), 80_000]
	]);
	expect([last!.elapsedMs, last!.origin]).toEqual([310_050, 'device']);
});

test('what a network takes is no late press, and is taken off all the same', () => {
	const last = pressed([
		['start', moment(1000)],
		['stop', moment(61_300), 300]
	]);
	expect([last!.elapsedMs, last!.origin]).toEqual([60_000, 'server']);
});

test('a tablet cannot press before the press that came first', () => {
	const last = pressed([
		['start', moment(1000)],
		['stop', moment(2000), 3_600_000]
	]);
	expect(last!.elapsedMs).toBe(0);
});

test('the second of two timekeepers hears that the clock is there already, and nonsense is refused', () => {
	const running = pressed([['start', moment(0)]]);
	expect(pressClock(running, 'start', moment(5))).toEqual({ ok: false, why: 'already', state: 'running' });
	expect(pressClock(null, 'stop', moment(5))).toEqual({ ok: false, why: 'impossible', state: 'waiting' });
	expect(pressClock(running, 'reset', moment(5))).toMatchObject({ ok: false, why: 'impossible' });
});

test('a clock that is reset starts from nothing', () => {
	const last = pressed([
		['start', moment(0)],
		['stop', moment(9000)],
		['reset', moment(9500)],
		['start', moment(10_000)]
	]);
	expect(readClock(last, moment(12_000)).elapsedMs).toBe(2000);
});
