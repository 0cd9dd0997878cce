import { describe, expect, test } from 'vitest';
import { ancestors, conflictOfInterest } from './conflict-of-interest.ts';

const tree = [
	{ id: 'city', parentId: null },
	{ id: 'district', parentId: 'city' },
	{ id: 'ward', parentId: 'district' },
	{ id: 'school', parentId: 'ward' },
	{ id: 'other', parentId: 'district' }
];
const team = { id: 'T', unitIds: ['other', 'ward'] };

describe('a judge', () => {
	test.each([
		['of the team’s own unit has a conflict', 'ward', { kind: 'sameUnit', unitId: 'ward' }],
		[
			'of a unit below one of the team’s has a conflict',
			'school',
			{ kind: 'belowTeamUnit', unitId: 'school', teamUnitId: 'ward' }
		],
		['of the district above has none', 'district', null],
		['of the city’s board has none', 'city', null],
		['without a unit has none', null, null],
		['of a unit that the tree does not know has none', 'elsewhere', null]
	])('%s', (_, unit, expected) => {
		expect(conflictOfInterest(unit, team, tree, [])).toEqual(expected);
	});

	test.each([
		['with the team', { teamId: 'T', unitId: null }, true],
		['with another team', { teamId: 'U', unitId: null }, false],
		['with a unit of the team', { teamId: null, unitId: 'ward' }, true],
		['with a unit above the team’s', { teamId: null, unitId: 'district' }, true],
		['with a unit below the team’s', { teamId: null, unitId: 'school' }, false]
	])('who declares a conflict %s', (_, about, isConflict) => {
		const declared = [{ judgeId: 'J', reason: 'sister on stage', ...about }];
		const expected = isConflict ? { kind: 'declared', reason: 'sister on stage' } : null;
		expect(conflictOfInterest('city', team, tree, declared)).toEqual(expected);
	});
});

test('a loop in the tree of units ends the way up', () => {
	const loop = [
		{ id: 'a', parentId: 'b' },
		{ id: 'b', parentId: 'a' }
	];
	expect(ancestors('a', loop)).toEqual(['b']);
});
