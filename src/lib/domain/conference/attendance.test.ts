import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Direction } from '#lib/domain/admission/presence.ts';
import type { ScanRecord } from '#lib/domain/admission/scan.ts';
import { merge } from '#lib/domain/admission/merge.ts';
import { arrivalCurve, curveWindow, lanesNeeded } from './arrival-curve.ts';
import { attendanceSummary, dayOfNow } from './attendance-report.ts';
import {
	arrivalsByGate,
	attendance,
	attendanceBy,
	hasLeft,
	headCount,
	isLate,
	officialSentence,
	percentOf,
	standing,
	type Attendee
} from './attendance.ts';
import { DELEGATE_STATUSES, type DelegateStatus } from './delegate-status.ts';
import { attendedEnough } from './presence-rule.ts';
import { quorum, quorumOf } from './quorum.ts';
import { isLateAt, visitsOf } from './visits.ts';

const some = (count: number, status: DelegateStatus, change: Partial<Attendee> = {}): Attendee[] =>
	Array.from({ length: count }, (_, at) => ({
		delegateId: `${status} ${at}`,
		unit: 'Hoa Lư',
		level: 'xã',
		category: 'đại biểu',
		gender: '',
		isCounted: true,
		status,
		arrival: null,
		isOut: false,
		...change
	}));

const at = '2026-12-10T00:40:00.000Z';
const by = (gate: string, late = false) => ({ arrival: { at, gate, isLate: late } });

/** Anybody: told by the desk, seen by a gate, or both, counted or not. */
const anybody = fc.record({
	delegateId: fc.uuid(),
	unit: fc.constantFrom('Hoa Lư', 'Gia Viễn', 'Nho Quan', ''),
	level: fc.constantFrom('commune', 'district', ''),
	category: fc.constantFrom('Đại biểu', 'Khách mời', 'Báo chí'),
	gender: fc.constantFrom('female', 'male', ''),
	isCounted: fc.boolean(),
	status: fc.constantFrom(...DELEGATE_STATUSES),
	arrival: fc.option(
		fc.record({
			at: fc
				.integer({ min: 0, max: 10_000 })
				.map((minutes) => new Date(Date.parse(at) + minutes * 30_000).toISOString()),
			gate: fc.constantFrom('Cửa 1', 'Cửa 2', ''),
			isLate: fc.boolean()
		})
	),
	isOut: fc.boolean()
});
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

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
				const exactly = (BigInt(part) * 2000n + BigInt(whole)) / (2n * BigInt(whole));
				const least = part > 0 ? 1n : 0n;
				const most = part < whole ? 999n : 1000n;
				const tenths = exactly < least ? least : exactly > most ? most : exactly;
				expect(percentOf(part, whole)).toBe(`${tenths / 10n}.${tenths % 10n}`);
			}),
			{ numRuns: 2000 }
		);
	});

	it('says all of them where all came, and nobody where nobody did, and at no other time', () => {
		expect([percentOf(1999, 2000), percentOf(4999, 5000), percentOf(5000, 5000)]).toEqual([
			'99.9',
			'99.9',
			'100.0'
		]);
		expect([percentOf(1, 5000), percentOf(0, 5000), percentOf(0, 0)]).toEqual(['0.1', '0.0', null]);
	});

	it('is the same by unit, level, category and gate', () => {
		const two = [
			...some(2, 'confirmed', { unit: 'Hoa Lư', ...by('Cửa 1') }),
			...some(1, 'absent', { unit: 'Gia Viễn' }),
			...some(1, 'late', { unit: 'Gia Viễn' })
		];
		expect(attendanceBy('unit', two).map(({ of, count }) => [of, count.came, count.expected])).toEqual([
			['Hoa Lư', 2, 2],
			['Gia Viễn', 1, 2]
		]);
		expect(arrivalsByGate(two)).toEqual([
			{ gate: 'Cửa 1', came: 2 },
			{ gate: '', came: 1 }
		]);
	});

	it('leaves guests and press out of the share, and counts them as heads', () => {
		const mixed = [
			...some(2, 'present'),
			...some(1, 'confirmed'),
			...some(3, 'present', { isCounted: false, category: 'Báo chí' })
		];
		expect(attendance(mixed)).toMatchObject({ expected: 3, came: 2, awaited: 1 });
		expect(headCount(mixed)).toMatchObject({ expected: 6, came: 5 });
	});

	it('believes the gate that let somebody in, whatever was said before; the place of one substituted is another’s', () => {
		const seen = (status: DelegateStatus) => standing({ status, arrival: by('Cửa 1').arrival });
		expect(DELEGATE_STATUSES.map(seen)).toEqual([
			...['came', 'came', 'substituted', 'came'],
			...['came', 'came', 'came', 'came']
		]);
	});

	it('calls late who came late, unless the desk said that they were there', () => {
		const late = by('Cửa 1', true);
		expect(isLate({ status: 'confirmed', ...late })).toBe(true);
		expect(isLate({ status: 'present', ...late })).toBe(false);
		expect(isLate({ status: 'late', arrival: null })).toBe(true);
		expect(isLate({ status: 'substituted', ...late })).toBe(false);
		expect(hasLeft({ status: 'confirmed', ...late, isOut: true })).toBe(true);
		expect(hasLeft({ status: 'confirmed', arrival: null, isOut: true })).toBe(false);
	});

	it('adds up however it is cut: by unit, level, category, gender, gate and in the curve', () => {
		fc.assert(
			fc.property(fc.array(anybody, { maxLength: 60 }), (attendees) => {
				const summary = attendanceSummary(attendees, { day: null, quorumPercent: 50, compare });
				const { count, heads } = summary;
				for (const each of [count, heads]) {
					expect(each.came + each.excused + each.absent + each.awaited).toBe(each.expected);
					expect(each.late).toBeLessThanOrEqual(each.came);
					expect(each.left).toBeLessThanOrEqual(each.came);
				}
				for (const groups of [summary.by.unit, summary.by.level, summary.by.category, summary.by.gender]) {
					for (const key of ['expected', 'came', 'late', 'left', 'excused', 'absent', 'awaited'] as const) {
						expect(groups.reduce((sum, each) => sum + each.count[key], 0)).toBe(count[key]);
						expect(groups.reduce((sum, each) => sum + each.heads[key], 0)).toBe(heads[key]);
					}
				}
				expect(summary.by.gate.reduce((sum, { came }) => sum + came, 0)).toBe(count.came);
				const [present, ...others] = summary.sentence;
				expect(present).toMatchObject({ came: count.came, expected: count.expected });
				expect(others.reduce((sum, part) => sum + ('count' in part ? part.count : 0), count.came)).toBe(
					count.expected
				);
				expect(summary.quorum!.isMet).toBe(count.expected > 0 && count.came * 2 >= count.expected);
			}),
			{ numRuns: 300 }
		);
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

	it('of a per cent holds at its exact boundary and not one short of it, without fractions', () => {
		expect(quorum(quorumOf(67), 154, 230)).toMatchObject({ isMet: false, needed: 155 });
		expect(quorum(quorumOf(67), 155, 230).isMet).toBe(true);
		expect(quorum(quorumOf(50), 115, 230)).toMatchObject({ isMet: true, needed: 115, missing: 0 });
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 5000 }), (percent, called) => {
				const { needed } = quorum(quorumOf(percent), 0, called);
				expect(needed * 100).toBeGreaterThanOrEqual(called * percent);
				expect((needed - 1) * 100).toBeLessThan(called * percent);
				expect(quorum(quorumOf(percent), needed, called).isMet).toBe(true);
				expect(quorum(quorumOf(percent), needed - 1, called)).toMatchObject({ isMet: false, missing: 1 });
			}),
			{ numRuns: 2000 }
		);
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

	it('frames whoever came in stretches that a clock can be read by', () => {
		expect(curveWindow([])).toBeNull();
		expect(curveWindow(['2026-11-30T00:07:00Z', '2026-11-30T00:31:00Z'])).toEqual({
			from: new Date('2026-11-30T00:05:00Z'),
			to: new Date('2026-11-30T00:35:00Z'),
			minutes: 5
		});
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 86_399 }), { minLength: 1 }), (seconds) => {
				const arrivals = seconds.map((second) =>
					new Date(Date.parse('2026-11-29T17:00:00Z') + second * 1000).toISOString()
				);
				const curve = arrivalCurve(arrivals, curveWindow(arrivals)!);
				expect(curve.length).toBeLessThanOrEqual(36);
				expect(curve.at(-1)!.total).toBe(arrivals.length);
				expect(curve[0]!.arrived).toBeGreaterThan(0);
				expect(curve.at(-1)!.arrived).toBeGreaterThan(0);
			})
		);
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

describe('a visit', () => {
	const scan = (id: string, tDevice: string, direction: Direction, gate = 'Cửa 1'): ScanRecord => {
		const code = direction === 'in' ? 'ADMIT' : 'EXIT_OK';
		return {
			...{ id, deviceId: 'd', seq: 1, checkpointId: 'c', gate, gateGroup: 'g', operatorId: 'Lan' },
			...{ direction, credential: null, personId: 'p', bundleRev: 1, offline: false, override: null },
			...{ kind: 'scan', method: 'camera', localCode: code, shown: code },
			...{ offset: { offsetMs: 0, roundTripMs: 0 }, bundleIssuedAt: '2026-12-01T00:00:00.000Z' },
			...{ tDevice, receivedAt: tDevice }
		};
	};
	const facts = {
		checkpoints: [{ id: 'c', policy: { kind: 'inout' } as const }],
		withdrawnAt: new Map<string, string>()
	};

	it('is of one day in Vietnam, from the first entry to the last passage', () => {
		const scans = [
			scan('1', '2026-12-09T23:50:00.000Z', 'in'),
			scan('2', '2026-12-10T04:00:00.000Z', 'out', 'Cửa 2'),
			scan('3', '2026-12-11T01:00:00.000Z', 'in', 'Cửa 2')
		];
		expect(visitsOf(merge(scans, facts), scans)).toEqual([
			{
				...{ checkpointId: 'c', personId: 'p', day: '2026-12-10', gate: 'Cửa 1' },
				...{ firstAt: '2026-12-09T23:50:00.000Z', lastAt: '2026-12-10T04:00:00.000Z', isOut: true }
			},
			{
				...{ checkpointId: 'c', personId: 'p', day: '2026-12-11', gate: 'Cửa 2' },
				...{ firstAt: '2026-12-11T01:00:00.000Z', lastAt: '2026-12-11T01:00:00.000Z', isOut: false }
			}
		]);
	});

	it('lasts until people were seen: who is written out at the end of a session has not left', () => {
		const entry = scan('1', '2026-12-10T01:00:00.000Z', 'in');
		const ended: ScanRecord = { ...scan('2', '2026-12-10T05:00:00.000Z', 'out'), method: 'system' };
		const scans = [entry, ended];
		expect(visitsOf(merge(scans, facts), scans)).toMatchObject([
			{ lastAt: '2026-12-10T01:00:00.000Z', isOut: false }
		]);
	});

	it('is none where somebody was only seen going out, and what was taken back is none', () => {
		const out = [scan('1', '2026-12-10T04:00:00.000Z', 'out')];
		expect(visitsOf(merge(out, facts), out)).toEqual([]);
		const entry = [scan('1', '2026-12-10T01:00:00.000Z', 'in')];
		const voided = { kind: 'void', id: 'v', scanId: '1', by: 'Lan', at: at, reason: 'nhầm' } as const;
		expect(visitsOf(merge([...entry, voided], facts), entry)).toEqual([]);
	});

	it('is late after the moment that its entrance says, and after that hour on other days', () => {
		const lateFrom = '2026-12-10T01:00:00.000Z';
		expect(isLateAt(lateFrom, lateFrom, null)).toBe(false);
		expect(isLateAt('2026-12-10T01:00:00.001Z', lateFrom, null)).toBe(true);
		expect(isLateAt('2026-12-11T00:50:00.000Z', lateFrom, '2026-12-11')).toBe(false);
		expect(isLateAt('2026-12-11T01:10:00.000Z', lateFrom, '2026-12-11')).toBe(true);
		expect(isLateAt('2026-12-11T00:50:00.000Z', lateFrom, null)).toBe(true);
		expect(isLateAt('2026-12-10T05:00:00.000Z', null, null)).toBe(false);
	});

	it('is counted today in the middle of several days, else over all', () => {
		const days = ['2026-12-10', '2026-12-11'];
		expect(dayOfNow(days, new Date('2026-12-10T17:30:00Z'))).toBe('2026-12-11');
		expect(dayOfNow(days, new Date('2026-12-12T01:00:00Z'))).toBeNull();
		expect(dayOfNow(['2026-12-10'], new Date('2026-12-10T01:00:00Z'))).toBeNull();
	});
});
