import { expect, test } from 'vitest';
import * as v from 'valibot';
import { checkTeam, type MemberRole } from './check-team.ts';
import { TeamRuleSchema } from './team-rule.ts';

const rule = v.parse(TeamRuleSchema, {
	members: { min: 3, max: 5 },
	maxReserves: 1,
	maxSupporters: 2,
	unitsPerTeam: { min: 1, max: 2 },
	maxTeamsPerUnit: 2,
	mustPresentModel: true
});
const people = (...roles: MemberRole[]) => roles.map((role) => ({ role }));
const whole = { units: 1, members: people('leader', 'member', 'member'), hasModel: true, teamsOfUnit: 1 };

test('a team within every limit has no problem', () => {
	expect(checkTeam(rule, whole, true)).toEqual([]);
});

test('every limit that a team breaks is told at once', () => {
	const members = people('leader', 'leader', 'member', 'member', 'member', 'member', 'reserve', 'reserve');
	expect(checkTeam(rule, { units: 3, members, hasModel: false, teamsOfUnit: 3 }, true)).toEqual([
		{ field: 'unitIds', code: 'contest_team_too_many_units', params: { count: 3, most: 2 } },
		{ field: 'unitIds', code: 'contest_unit_too_many_teams', params: { count: 3, most: 2 } },
		{ field: 'members', code: 'contest_team_too_many_members', params: { count: 6, most: 5 } },
		{ field: 'members', code: 'contest_team_too_many_reserves', params: { count: 2, most: 1 } },
		{ field: 'members', code: 'contest_team_leaders', params: { count: 2 } },
		{ field: 'modelTitle', code: 'contest_team_needs_model', params: {} }
	]);
});

test('a team that is still being put together may lack people, a leader and the model', () => {
	const unfinished = { units: 1, members: people('member'), hasModel: false, teamsOfUnit: 1 };
	expect(checkTeam(rule, unfinished, false)).toEqual([]);
	expect(checkTeam(rule, unfinished, true).map(({ code }) => code)).toEqual([
		'contest_team_leaders',
		'contest_team_too_few_members',
		'contest_team_needs_model'
	]);
});
