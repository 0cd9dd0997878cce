import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivalCurve, lanesNeeded } from './arrival-curve.ts';
import { attendance, attendanceBy, officialSentence, percentOf, type Attendee } from './attendance.ts';
import { DELEGATE_STATUSES, type DelegateStatus } from './delegate-status.ts';
import { attendedEnough } from './presence-rule.ts';
import { quorum } from './quorum.ts';

const some = (count: number, status: DelegateStatus, change: Partial<Attendee> = {}): Attendee[] =>
	Array.from({ length: count }, (_, at) => ({
		delegateId: `${status} ${at}`,
		unit: 'Hoa Lư',
		level: 'xã',
		category: 'đại biểu',
		status,
		gate: null,
		...change
	}));

describe('the roll-call', () => {
	const hall = [
		...some(180, 'present'),
		...some(25, 'late'),
		...some(10, 'left'),
		...some(9, 'excused'),
		...some(6, 'absent'),
		...some(4, 'substituted')
	];

	it('says: present 215 of 230 (93.5 %), 9 excused, 6 without a word', () => {
		expect(officialSentence(attendance(hall))).toEqual([
			{ part: 'present', came: 215, expected: 230, percent: '93.5' },
			{ part: 'excused', count: 9 },
			{ part: 'unexcused', count: 6 }
		]);
	});

	it('says who is awaited while it is open, and nothing of what is nought', () => {
		const early = [...some(3, 'present'), ...some(2, 'confirmed'), ...some(1, 'invited')];
		expect(officialSentence(attendance(early))).toEqual([
			{ part: 'present', came: 3, expected: 6, percent: '50.0' },
			{ part: 'awaited', count: 3 }
		]);
		expect(officialSentence(attendance([]))).toEqual([
			{ part: 'present', came: 0, expected: 0, percent: null }
		]);
	});

	it('always adds up to those who were expected', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...DELEGATE_STATUSES)), (statuses) => {
				const count = attendance(statuses.flatMap((status) => some(1, status)));
				expect(count.came + count.excused + count.absent + count.awaited).toBe(count.expected);
				expect(count.expected).toBe(statuses.filter((status) => status !== 'substituted').length);
			}),
			{ numRuns: 2000 }
		);
	});

	it('rounds half up, exactly, where floating point would not', () => {
		expect(percentOf(1, 2000)).toBe('0.1');
		expect(percentOf(69, 2000)).toBe('3.5');
		expect(percentOf(201, 2000)).toBe('10.1');
		expect(percentOf(2, 3)).toBe('66.7');
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(5000), (whole, any) => {
				const part = any % (whole + 1);
				const tenths = (BigInt(part) * 2000n + BigInt(whole)) / (2n * BigInt(whole));
				expect(percentOf(part, whole)).toBe(`${tenths / 10n}.${tenths % 10n}`);
			}),
			{ numRuns: 2000 }
		);
	});

	it('is the same by unit, level, category and gate', () => {
		const two = [
			...some(2, 'present', { unit: 'Hoa Lư', gate: 'Cửa 1' }),
			...some(1, 'absent', { unit: 'Gia Viễn' }),
			...some(1, 'late', { unit: 'Gia Viễn', gate: 'Cửa 2' })
		];
		const came = (by: 'unit' | 'gate') =>
			attendanceBy(by, two).map(({ of, count }) => [of, count.came, count.expected]);
		expect(came('unit')).toEqual([
			['Hoa Lư', 2, 2],
			['Gia Viễn', 1, 2]
		]);
		expect(came('gate')).toEqual([
			['Cửa 1', 2, 2],
			['', 0, 1],
			['Cửa 2', 1, 1]
		]);
	});
});

describe('the quorum', () => {
	it('of two thirds of 230 is 154, of more than half of 230 is 116', () => {
		const twoThirds = { numerator: 2, denominator: 3, mode: 'at-least' } as const;
		expect(quorum(twoThirds, 153, 230)).toEqual({ isMet: false, needed: 154, missing: 1 });
		expect(quorum(twoThirds, 154, 230)).toEqual({ isMet: true, needed: 154, missing: 0 });
		expect(quorum(twoThirds, 2, 3)).toMatchObject({ isMet: true, needed: 2 });
		const half = { numerator: 1, denominator: 2, mode: 'more-than' } as const;
		expect([quorum(half, 115, 230).isMet, quorum(half, 116, 230).isMet]).toEqual([false, true]);
		expect(quorum(half, 116, 231)).toMatchObject({ isMet: true, needed: 116 });
	});

	it('does not exist where nobody was called', () => {
		expect(quorum({ numerator: 1, denominator: 2, mode: 'at-least' }, 0, 0).isMet).toBe(false);
	});
});

describe('the arrival curve', () => {
	const window = {
		from: new Date('2026-11-30T00:00:00Z'),
		to: new Date('2026-11-30T00:30:00Z'),
		minutes: 10
	};

	it('counts each arrival once, the early and the late at its ends', () => {
		const curve = arrivalCurve(
			['2026-11-29T23:50:00Z', '2026-11-30T00:09:59Z', '2026-11-30T00:10:00Z', '2026-11-30T03:00:00Z'],
			window
		);
		expect(curve).toEqual([
			{ startsAt: '2026-11-30T00:00:00.000Z', arrived: 2, total: 2 },
			{ startsAt: '2026-11-30T00:10:00.000Z', arrived: 1, total: 3 },
			{ startsAt: '2026-11-30T00:20:00.000Z', arrived: 1, total: 4 }
		]);
	});

	it('of 420 people in the busiest ten minutes needs two lanes of thirty a minute', () => {
		const curve = [{ startsAt: '', arrived: 420, total: 420 }];
		expect([lanesNeeded(curve, 10, 30), lanesNeeded([], 10, 30)]).toEqual([2, 1]);
	});

	it('needs a window that makes sense', () => {
		expect(() => arrivalCurve([], { ...window, minutes: 0 })).toThrow(RangeError);
		expect(() => arrivalCurve([], { ...window, to: window.from })).toThrow(RangeError);
	});
});

describe('an attendance certificate at 80 % of the sessions', () => {
	const rule = { numerator: 80, denominator: 100, required: [] };
	const sessions = (count: number) =>
		Array.from({ length: count }, (_, at) => ({ id: `${at}`, wasHeld: true }));
	const were = (count: number) => new Set(Array.from({ length: count }, (_, at) => `${at}`));

	it('asks 4 of 5, and 4 of 4', () => {
		expect(attendedEnough(rule, sessions(5), were(4))).toMatchObject({ isMet: true, needed: 4 });
		expect(attendedEnough(rule, sessions(5), were(3))).toMatchObject({ isMet: false, attended: 3 });
		expect(attendedEnough(rule, sessions(4), were(3))).toMatchObject({ isMet: false, needed: 4 });
	});

	it('asks nobody for a session that was not held, and everybody for one that is required', () => {
		const one = [{ id: '9', wasHeld: false }, ...sessions(5)];
		expect(attendedEnough(rule, one, were(4))).toMatchObject({ isMet: true, held: 5 });
		expect(attendedEnough({ ...rule, required: ['4', '9'] }, one, were(4))).toMatchObject({
			isMet: false,
			missedRequired: ['4']
		});
		expect(attendedEnough(rule, [], were(0)).isMet).toBe(false);
	});
});
