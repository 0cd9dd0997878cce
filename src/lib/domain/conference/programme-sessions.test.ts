import { describe, expect, it } from 'vitest';
import { programmeSessions, type MarkedByHand, type MarkedPoint, type Stay } from './programme-sessions.ts';
import { stayEnds, staysOf } from './stays.ts';

const DAY = '2026-12-10';
/** HH:MM in Vietnam. */
const at = (time: string, day = DAY) => new Date(`${day}T${time}:00+07:00`).toISOString();
const point = (id: string, from: string, until: string, change: Partial<MarkedPoint> = {}): MarkedPoint => ({
	...{ id, title: `Mục ${id}`, hallId: 'lớn', plannedStart: at(from), plannedEnd: at(until) },
	...{ actualStart: null, actualEnd: null },
	...change
});
const stay = (personId: string, from: string, until: string, hallId: string | null = null): Stay => ({
	...{ personId, hallId, from: at(from), until: at(until) }
});
const NIGHT = new Date(at('22:00'));
type By = Parameters<typeof programmeSessions>[1];
const held = (
	points: readonly MarkedPoint[],
	by: By,
	stays: readonly Stay[],
	{ now = NIGHT, byHand = [] as MarkedByHand[] } = {}
) =>
	programmeSessions(points, by, stays, { now, byHand }).map(({ half, name, attendedBy }) => [
		half ?? name,
		[...attendedBy].sort().join()
	]);

const DAY_POINTS = [
	point('khai mạc', '08:00', '08:30'),
	point('báo cáo', '08:30', '11:00'),
	point('thảo luận', '13:30', '16:30')
];

describe('sessions by the programme', () => {
	it('are half-days by the points that are marked, or the points themselves', () => {
		const stays = [
			stay('An', '07:40', '11:10'),
			stay('Bình', '13:00', '17:00'),
			stay('Cúc', '09:00', '17:00')
		];
		expect(held(DAY_POINTS, 'half-days', stays)).toEqual([
			['morning', 'An,Cúc'],
			['afternoon', 'Bình,Cúc']
		]);
		expect(held(DAY_POINTS, 'points', stays)).toEqual([
			['Mục khai mạc', 'An'],
			['Mục báo cáo', 'An,Cúc'],
			['Mục thảo luận', 'Bình,Cúc']
		]);
	});

	it('count nobody who came after the end or left before the beginning', () => {
		const stays = [stay('An', '11:00', '13:30'), stay('Bình', '08:00', '08:01')];
		expect(held(DAY_POINTS, 'half-days', stays)).toEqual([['morning', 'Bình']]);
	});

	it('are as they really went, where the desk pressed it', () => {
		const late = [
			point('khai mạc', '08:00', '09:00', { actualStart: at('08:40'), actualEnd: at('09:50') }),
			point('bế mạc', '11:00', '12:30')
		];
		const stays = [
			stay('An', '08:05', '08:35'),
			stay('Bình', '09:30', '10:00'),
			stay('Cúc', '12:10', '12:20')
		];
		expect(held(late, 'points', stays)).toEqual([
			['Mục khai mạc', 'Bình'],
			['Mục bế mạc', 'Cúc']
		]);
		expect(held(late, 'half-days', stays)).toEqual([['morning', 'Bình,Cúc']]);
	});

	it('are not held before they begin, nor where nobody was', () => {
		const stays = [stay('An', '07:40', '23:00')];
		expect(held(DAY_POINTS, 'half-days', stays, { now: new Date(at('10:00')) })).toEqual([['morning', 'An']]);
		expect(held(DAY_POINTS, 'half-days', [stay('An', '08:00', '11:00')])).toEqual([['morning', 'An']]);
		expect(held(DAY_POINTS, 'half-days', [])).toEqual([]);
	});

	it('of two halls at once are of whoever was in that hall; the house door is for both', () => {
		const both = [point('A', '08:00', '09:00'), point('B', '08:00', '09:00', { hallId: 'nhỏ' })];
		const stays = [
			stay('An', '08:00', '09:00', 'lớn'),
			stay('Bình', '08:00', '09:00', 'nhỏ'),
			stay('Cúc', '08:00', '09:00')
		];
		expect(held(both, 'points', stays)).toEqual([
			['Mục A', 'An,Cúc'],
			['Mục B', 'Bình,Cúc']
		]);
	});

	it('count for whom the desk marked present that day', () => {
		const byHand = [
			{ personId: 'Dung', at: at('09:00'), hasLeft: false },
			{ personId: 'Giang', at: at('09:00', '2026-12-11'), hasLeft: false }
		];
		expect(held(DAY_POINTS, 'half-days', [], { byHand })).toEqual([
			['morning', 'Dung'],
			['afternoon', 'Dung']
		]);
		// Who left at ten attended nothing that began later, though no gate saw them go.
		const gone = [{ personId: 'An', at: at('10:00'), hasLeft: true }];
		expect(held(DAY_POINTS, 'half-days', [stay('An', '07:40', '23:00')], { byHand: gone })).toEqual([
			['morning', 'An']
		]);
		expect(held(DAY_POINTS, 'half-days', [], { byHand: gone })).toEqual([['morning', 'An']]);
	});

	it('that began late and have not ended are as long as they were planned', () => {
		const late = [point('báo cáo', '08:00', '09:00', { actualStart: at('09:30') })];
		expect(held(late, 'points', [stay('An', '10:00', '11:00'), stay('Bình', '08:00', '09:20')])).toEqual([
			['Mục báo cáo', 'An']
		]);
	});
});

describe('how long somebody was inside', () => {
	const entrance = { id: 'cửa', hallId: null, isOnce: false, closesAt: null };
	const merged = (...scans: [string, string, ('counted' | 'conflict')?][]) => ({
		merged: {
			people: [
				{
					checkpointId: 'cửa',
					personId: 'An',
					presence: null,
					scans: scans.map(([time, , standing = 'counted'], index) => ({
						...{ scanId: String(index), at: at(time), isCertain: true, standing, isReclassified: false }
					}))
				}
			]
		},
		scans: scans.map(([, direction], index) => ({ id: String(index), direction: direction as 'in' | 'out' }))
	});
	const stays = (
		change: Partial<typeof entrance> | { closesAt: string },
		...all: Parameters<typeof merged>
	) => {
		const seen = merged(...all);
		return staysOf(seen.merged, seen.scans, [{ ...entrance, ...change }]).map(({ from, until }) => [
			from,
			until
		]);
	};

	it('is from entry to exit, again and again; what was a slip is neither', () => {
		expect(
			stays(
				{},
				['07:50', 'in'],
				['07:55', 'in', 'conflict'],
				['11:20', 'out'],
				['13:40', 'in'],
				['16:00', 'out']
			)
		).toEqual([
			[at('07:50'), at('11:20')],
			[at('13:40'), at('16:00')]
		]);
	});

	it('ends when the entrance closes or the day does, but not where badges are read once for all days', () => {
		expect(stays({ closesAt: at('12:00') }, ['07:50', 'in'], ['13:40', 'in'])).toEqual([
			[at('07:50'), at('12:00')],
			[at('13:40'), at('00:00', '2026-12-11')]
		]);
		expect(stayEnds(at('07:50'), entrance)).toBe(at('00:00', '2026-12-11'));
		expect(stayEnds(at('07:50'), { ...entrance, isOnce: true }) > at('00:00', '2027-01-01')).toBe(true);
	});
});
