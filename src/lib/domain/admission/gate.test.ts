import { describe, expect, it } from 'vitest';
import { openingAt } from './checkpoint.ts';
import { correctedTime } from './corrected-time.ts';
import { dayBits, daysOf, isGoodToday } from './event-days.ts';
import { GATE_RIGHTS, mayAtGate, mayUndo, type GateAct } from './gate-rights.ts';

const DAYS = ['2026-11-29', '2026-11-30', '2026-12-01'];

describe('the days of a badge', () => {
	it('begin and end at midnight in Vietnam', () => {
		const first = dayBits([0]);
		const at = (instant: string) => isGoodToday(first, DAYS, new Date(instant));
		expect([at('2026-11-28T16:59:59Z'), at('2026-11-28T17:00:00Z')]).toEqual([false, true]);
		expect([at('2026-11-29T16:59:59Z'), at('2026-11-29T17:00:00Z')]).toEqual([true, false]);
	});

	it('are all of them without a bit, and named by their dates', () => {
		expect(isGoodToday(0, [], new Date(0))).toBe(true);
		expect(daysOf(0, DAYS)).toEqual(DAYS);
		expect(daysOf(dayBits([0, 2]), DAYS)).toEqual(['2026-11-29', '2026-12-01']);
		expect(() => dayBits([8])).toThrow(RangeError);
	});

	it('hold eight days: a ninth is no bit, and is not the first again', () => {
		const nine = Array.from({ length: 9 }, (_, at) => `2026-12-0${at + 1}`);
		expect(isGoodToday(dayBits([0]), nine, new Date('2026-12-09T05:00:00Z'))).toBe(false);
		expect(isGoodToday(dayBits([7]), nine, new Date('2026-12-08T05:00:00Z'))).toBe(true);
	});
});

describe('opening hours', () => {
	it('are none, or from the first moment until before the last', () => {
		const hours = [{ opensAt: '2026-11-30T07:00:00+07:00', closesAt: '2026-11-30T08:00:00+07:00' }];
		const kind = (at: string) => openingAt(hours, new Date(at)).kind;
		expect(openingAt([], new Date(0)).kind).toBe('open');
		expect(['2026-11-29T23:59:59Z', '2026-11-30T00:00:00Z', '2026-11-30T01:00:00Z'].map(kind)).toEqual([
			'not-yet',
			'open',
			'closed'
		]);
	});
});

describe('the time of a scan', () => {
	const clock = {
		tDevice: '2026-11-30T01:05:00.000Z',
		offset: { offsetMs: 300_000, roundTripMs: 80 },
		bundleIssuedAt: '2026-11-30T00:00:00.000Z',
		receivedAt: '2026-11-30T02:00:00.000Z'
	};
	const told = (change: Partial<typeof clock> | { offset: null }) => {
		const { atMs, orderMs, isCertain } = correctedTime({ ...clock, ...change });
		return [new Date(atMs).toISOString(), new Date(orderMs).toISOString(), isCertain];
	};

	it('is the device’s, corrected by its offset', () => {
		expect(told({})).toEqual(['2026-11-30T01:00:00.000Z', '2026-11-30T01:00:00.000Z', true]);
	});

	it('lies between the making of the bundle and the receipt', () => {
		expect(told({ tDevice: '2030-01-01T00:00:00.000Z' })).toEqual([
			'2026-11-30T02:00:00.000Z',
			'2026-11-30T02:00:00.000Z',
			false
		]);
		expect(told({ tDevice: '1970-01-01T00:00:00.000Z' })).toEqual([
			'2026-11-30T00:00:00.000Z',
			'2026-11-30T02:00:00.000Z',
			false
		]);
	});

	it('is believed where half a second of network explains the difference', () => {
		expect(told({ tDevice: '2026-11-30T02:05:00.500Z' })).toEqual([
			'2026-11-30T02:00:00.000Z',
			'2026-11-30T02:00:00.000Z',
			true
		]);
	});

	it('is told as the device says, but ordered last, where the clock was never compared', () => {
		expect(told({ offset: null })).toEqual(['2026-11-30T01:05:00.000Z', '2026-11-30T02:00:00.000Z', false]);
	});
});

describe('the rights at a gate', () => {
	it('are these', () => {
		const acts = Object.keys(GATE_RIGHTS) as GateAct[];
		const of = (role: 'steward' | 'supervisor' | 'desk') => acts.filter((act) => mayAtGate(role, act));
		expect(of('steward')).toEqual(['scan', 'type-short-code', 'undo-own']);
		expect(of('supervisor')).toEqual([
			'scan',
			'type-short-code',
			'undo-own',
			'undo-any',
			'search',
			'admit-by-hand',
			'admit-group',
			'override',
			'settle-conflict',
			'print-inside-list'
		]);
		expect(of('desk')).toEqual([
			'scan',
			'type-short-code',
			'undo-own',
			'search',
			'register',
			'replace-badge',
			'print-badge',
			'bind-temporary-badge'
		]);
	});

	it('let a steward take back a slip of their own within a minute, a supervisor any with a reason', () => {
		const lan = { role: 'steward', operatorId: 'lan' } as const;
		const chief = { role: 'supervisor', operatorId: 'chief' } as const;
		const slip = { operatorId: 'lan', atMs: 0 };
		expect(mayUndo(lan, slip, 60_000, '')).toBe('may');
		expect(mayUndo(lan, slip, 60_001, 'nhầm')).toBe('undo_needs_supervisor');
		expect(mayUndo(lan, { ...slip, operatorId: 'hạnh' }, 1000, 'nhầm')).toBe('undo_needs_supervisor');
		expect(mayUndo(chief, slip, 3_600_000, ' ')).toBe('undo_needs_reason');
		expect(mayUndo(chief, slip, 3_600_000, 'quét nhầm thẻ')).toBe('may');
	});
});
