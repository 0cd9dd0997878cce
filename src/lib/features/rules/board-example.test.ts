import { expect, test } from 'vitest';
import { judgedPart, stageOf } from '#lib/domain/scoring/sheet.fixture.ts';
import { boardExample } from './board-example.ts';

const stage = (visibility: object) =>
	stageOf({ parts: [judgedPart('greeting'), judgedPart('skit')], visibility } as never);
const shown = (visibility: object) =>
	boardExample(stage(visibility), String).map(
		({ shown, isFrozen }) =>
			(isFrozen ? 'frozen ' : '') + (shown ? shown.map(({ name, rank }) => `${rank}${name}`).join(' ') : '–')
	);

test('a board that moves after each team shows the provisional places of those who have performed', () => {
	expect(shown({ publicBoard: 'afterEachTeam' })).toEqual([
		'1B',
		'1B 2C',
		'1D 2B 3C',
		'1D 2A 3B 4C',
		'1D 2A 3B 4C'
	]);
});

test('a board that waits shows no score before the result is published', () => {
	expect(shown({ publicBoard: 'atTheEnd' })).toEqual(['–', '–', '–', '–', '1D 2A 3B 4C']);
});

test('a board that is frozen for the last two teams stands still until the result is published', () => {
	expect(shown({ publicBoard: 'afterEachTeam', freezeLastTeams: 2 })).toEqual([
		'1B',
		'1B 2C',
		'frozen 1B 2C',
		'frozen 1B 2C',
		'1D 2A 3B 4C'
	]);
});
