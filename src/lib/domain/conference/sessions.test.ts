import { describe, expect, it } from 'vitest';
import { attendedEnough } from './presence-rule.ts';
import { sessionsHeld, type Entrance } from './sessions.ts';
import type { Visit } from './visits.ts';

const entrance = (id: string, change: Partial<Entrance> = {}): Entrance => ({
	...{ id, name: `Cửa ${id}`, isOnce: false, opensAt: null, closesAt: null },
	...change
});
const visit = (checkpointId: string, personId: string, day: string): Visit => ({
	...{ checkpointId, personId, day, gate: 'Cửa', isOut: false },
	...{ firstAt: `${day}T01:00:00.000Z`, lastAt: `${day}T01:00:00.000Z` }
});
const D1 = '2026-12-10';
const D2 = '2026-12-11';
const shape = (entrances: readonly Entrance[], visits: readonly Visit[], byHand = [] as never[]) =>
	sessionsHeld(entrances, visits, byHand).map(({ day, attendedBy }) => [day, [...attendedBy].sort().join()]);

describe('the sessions of a conference', () => {
	it('are one a day at an entrance that is read each day, and none on a day on which nobody came', () => {
		expect(
			shape([entrance('a')], [visit('a', 'An', D1), visit('a', 'Bình', D1), visit('a', 'An', D2)])
		).toEqual([
			[D1, 'An,Bình'],
			[D2, 'An']
		]);
		expect(shape([entrance('a')], [])).toEqual([]);
	});

	it('have several doors, which are no further sessions', () => {
		const two = [entrance('a'), entrance('b')];
		expect(shape(two, [visit('a', 'An', D1), visit('b', 'Bình', D1)])).toEqual([[D1, 'An,Bình']]);
	});

	it('are two where a morning’s entrance closes before the afternoon’s opens', () => {
		const two = [
			entrance('chiều', { opensAt: `${D1}T06:00:00Z`, closesAt: `${D1}T10:00:00Z` }),
			entrance('sáng', { opensAt: `${D1}T00:00:00Z`, closesAt: `${D1}T05:00:00Z` })
		];
		expect(
			shape(two, [visit('sáng', 'An', D1), visit('chiều', 'Bình', D1), visit('chiều', 'An', D1)])
		).toEqual([
			[D1, 'An'],
			[D1, 'An,Bình']
		]);
	});

	it('are one where a badge is read once for all days', () => {
		const once = [entrance('a', { isOnce: true })];
		expect(shape(once, [visit('a', 'An', D1), visit('a', 'Bình', D2)])).toEqual([[D1, 'An,Bình']]);
	});

	it('count for whom the desk marked present that day, also where no gate was open', () => {
		const byHand = [{ personId: 'Cúc', at: `${D1}T02:00:00.000Z` }] as never[];
		expect(shape([entrance('a')], [visit('a', 'An', D1), visit('a', 'An', D2)], byHand)).toEqual([
			[D1, 'An,Cúc'],
			[D2, 'An']
		]);
		expect(shape([], [], byHand)).toEqual([[D1, 'Cúc']]);
	});

	it('decide who gets a certificate: at 80 % of two, both', () => {
		const sessions = sessionsHeld(
			[entrance('a')],
			[visit('a', 'An', D1), visit('a', 'An', D2), visit('a', 'Bình', D2)]
		);
		const isMet = (name: string) =>
			attendedEnough(
				{ numerator: 80, denominator: 100, required: [] },
				sessions.map(({ id }) => ({ id, wasHeld: true })),
				new Set(sessions.filter(({ attendedBy }) => attendedBy.has(name)).map(({ id }) => id))
			).isMet;
		expect([isMet('An'), isMet('Bình')]).toEqual([true, false]);
	});
});
