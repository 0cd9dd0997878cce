import { describe, expect, it } from 'vitest';
import { stopsAtAll, stopsBefore } from './freeze.ts';

const last = (freezeLastTeams: number) => ({ publicBoard: 'afterEachTeam', freezeLastTeams }) as const;
const teams = (over: string, coming: string) => [
	...[...over].map((teamId) => ({ teamId, isOver: true })),
	...[...coming].map((teamId) => ({ teamId, isOver: false }))
];

describe('the rules stop the public board', () => {
	it('when the first of the last teams is called, and not a team earlier', () => {
		expect(stopsBefore(last(2), teams('AB', 'CDE'), 'C')).toBe(false);
		expect(stopsBefore(last(2), teams('ABC', 'DE'), 'D')).toBe(true);
	});

	it('earlier when a team that was still to come is absent', () => {
		expect(stopsBefore(last(2), teams('ABE', 'CD'), 'C')).toBe(true);
	});

	it('not for a guest, whose points take no place', () => {
		expect(stopsBefore(last(2), teams('ABC', 'DE'), 'guest')).toBe(false);
	});

	it('from the first call where all teams are the last ones', () => {
		expect(stopsBefore(last(9), teams('', 'ABC'), 'A')).toBe(true);
	});

	it('never where it shows nothing before the end, or follows every team', () => {
		expect(stopsBefore(last(0), teams('ABC', 'D'), 'D')).toBe(false);
		expect(stopsAtAll({ publicBoard: 'atTheEnd', freezeLastTeams: 2 })).toBe(false);
		expect(stopsAtAll(last(1))).toBe(true);
	});
});
