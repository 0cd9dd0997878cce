import { describe, expect, it } from 'vitest';
import type { ResultChanges } from '#lib/domain/results/difference.ts';
import { doubtsOf } from './doubt.ts';

const stood = (rank: number | null, status = 'ranked') => ({ rank, status, total: null }) as never;
const first = { vi: 'Giải Nhất', en: 'First prize' };
const team = (teamId: string) => ({ teamId, person: null });
const changes = (more: Partial<ResultChanges>): ResultChanges => ({
	places: [],
	prizes: [],
	through: { added: [], removed: [] },
	...more
});

describe('certificates that a new version of a result puts in doubt', () => {
	it('are those of teams whose place or prize changed, with what changed', () => {
		const doubts = doubtsOf(
			changes({
				places: [{ teamId: 'a', before: stood(1), after: stood(2) }],
				prizes: [{ key: 'first', name: first, lost: [team('a')], won: [team('b')] }]
			}),
			2
		);
		expect(Object.fromEntries(doubts)).toEqual({
			a: { version: 2, place: [1, 2], lost: [first], won: [] },
			b: { version: 2, place: null, lost: [], won: [first] }
		});
	});

	it('are not those of teams whose points alone changed', () => {
		const points = { teamId: 'a', before: stood(1), after: stood(1) };
		expect(doubtsOf(changes({ places: [points] }), 2).size).toBe(0);
	});

	it('are also those of a team that is no longer in the standings', () => {
		const gone = { teamId: 'a', before: stood(3), after: null };
		expect(doubtsOf(changes({ places: [gone] }), 3).get('a')).toMatchObject({ place: [3, null] });
	});
});
