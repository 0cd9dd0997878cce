import type { TeamRule } from './team-rule.ts';

/** What a person is in a team: the leader and the members are on stage, reserves replace them, supporters help. */
export const MEMBER_ROLES = ['leader', 'member', 'reserve', 'support'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

export interface TeamToCheck {
	readonly units: number;
	readonly members: readonly { readonly role: MemberRole }[];
	readonly hasModel: boolean;
	/** The most teams, this one counted, that any of its units has in the contest. */
	readonly teamsOfUnit: number;
}

export const TEAM_PROBLEMS = [
	/** count, most */ 'contest_team_too_many_units',
	/** count, least */ 'contest_team_too_few_units',
	/** count, most */ 'contest_team_too_many_members',
	/** count, least */ 'contest_team_too_few_members',
	/** count, most */ 'contest_team_too_many_reserves',
	/** count, most */ 'contest_team_too_many_supporters',
	/** count, most */ 'contest_unit_too_many_teams',
	/** count */ 'contest_team_leaders',
	'contest_team_needs_model'
] as const;

export interface TeamProblem {
	readonly field: 'unitIds' | 'members' | 'modelTitle';
	readonly code: (typeof TEAM_PROBLEMS)[number];
	readonly params: Readonly<Record<string, number>>;
}

/**
 * Everything in which a team breaks the rules' team rule. A team that is still being put together (`isWhole` false) is
 * held to the upper limits only.
 */
export function checkTeam(rule: TeamRule, team: TeamToCheck, isWhole: boolean): TeamProblem[] {
	const problems: TeamProblem[] = [];
	const add = (field: TeamProblem['field'], code: TeamProblem['code'], params: TeamProblem['params'] = {}) =>
		problems.push({ field, code, params });
	const having = (...roles: MemberRole[]) => team.members.filter(({ role }) => roles.includes(role)).length;
	const atMost = (field: TeamProblem['field'], code: TeamProblem['code'], count: number, most: number) => {
		if (count > most) add(field, code, { count, most });
	};

	const official = having('leader', 'member');
	atMost('unitIds', 'contest_team_too_many_units', team.units, rule.unitsPerTeam.max);
	atMost('unitIds', 'contest_unit_too_many_teams', team.teamsOfUnit, rule.maxTeamsPerUnit);
	atMost('members', 'contest_team_too_many_members', official, rule.members.max);
	atMost('members', 'contest_team_too_many_reserves', having('reserve'), rule.maxReserves);
	atMost('members', 'contest_team_too_many_supporters', having('support'), rule.maxSupporters);
	const leaders = having('leader');
	if (leaders > 1 || (isWhole && leaders === 0)) add('members', 'contest_team_leaders', { count: leaders });
	if (!isWhole) return problems;
	if (team.units < rule.unitsPerTeam.min) {
		add('unitIds', 'contest_team_too_few_units', { count: team.units, least: rule.unitsPerTeam.min });
	}
	if (official < rule.members.min) {
		add('members', 'contest_team_too_few_members', { count: official, least: rule.members.min });
	}
	if (rule.mustPresentModel && !team.hasModel) add('modelTitle', 'contest_team_needs_model');
	return problems;
}
