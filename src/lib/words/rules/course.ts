import type { Rules, Stage } from '#lib/domain/contest/rules.ts';
import type { TeamRule } from '#lib/domain/contest/team-rule.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '../points.ts';
import { section, type RulesSection } from './section.ts';

/** Who may be in a team. */
export function teamSection(teams: TeamRule, locale: Locale): RulesSection {
	const o = { locale };
	const { members, unitsPerTeam } = teams;
	return section('teams', m.rules_section_teams({}, o), [
		[
			'members',
			members.min === members.max
				? m.rules_teams_members_exact({ count: members.min }, o)
				: m.rules_teams_members(members, o)
		],
		[
			'maxReserves',
			teams.maxReserves > 0
				? m.rules_teams_reserves({ count: teams.maxReserves }, o)
				: m.rules_teams_no_reserves({}, o)
		],
		[
			'maxSupporters',
			teams.maxSupporters > 0
				? m.rules_teams_supporters({ count: teams.maxSupporters }, o)
				: m.rules_teams_no_supporters({}, o)
		],
		[
			'unitsPerTeam',
			unitsPerTeam.max === 1 ? m.rules_teams_units_one({}, o) : m.rules_teams_units(unitsPerTeam, o)
		],
		['maxTeamsPerUnit', m.rules_teams_per_unit({ count: teams.maxTeamsPerUnit }, o)],
		['mustPresentModel', teams.mustPresentModel && m.rules_teams_model({}, o)],
		['once', m.rules_teams_once({}, o)],
		...teams.conditions.map(
			(condition, index) =>
				[
					`conditions.${index}`,
					m.rules_teams_condition({ text: condition[locale].replace(/\.$/, '') }, o)
				] as const
		)
	]);
}

const ABSENCE = {
	marksPresent: m.rules_absence_marksPresent,
	dropFromAll: m.rules_absence_dropFromAll,
	fullPanelOnly: m.rules_absence_fullPanelOnly
};

/** How a stage is held, and who judges. */
export function courseSection(
	stage: Stage,
	rules: Pick<Rules, 'stages'>,
	at: string,
	locale: Locale
): RulesSection {
	const o = { locale };
	const { panel, entrants } = stage;
	const source = entrants.kind === 'qualified' ? entrants.from : '';
	return section(`${at}.course`, m.rules_section_course({}, o), [
		['layout', stage.layout === 'single' ? m.rules_layout_single({}, o) : m.rules_layout_clusters({}, o)],
		[
			'entrants',
			entrants.kind === 'registered'
				? m.rules_entrants_registered({}, o)
				: m.rules_entrants_qualified(
						{ stage: rules.stages.find(({ key }) => key === source)?.name[locale] ?? source },
						o
					)
		],
		['order', stage.order === 'seed' ? m.rules_order_seed({}, o) : m.rules_order_hand({}, o)],
		['judges', m.rules_panel({ count: panel.judges }, o)],
		['chair', panel.chairs > 0 && m.rules_panel_chair({}, o)],
		['quorum', m.rules_panel_quorum({ count: panel.quorum }, o)],
		['absence', ABSENCE[panel.absence]({}, o)],
		['conflict', m.rules_panel_conflict({}, o)],
		['calibration', stage.calibration && m.rules_calibration({ count: stage.calibration.hold }, o)],
		['appealHours', stage.appealHours !== undefined && m.appeal_rules({ hours: stage.appealHours }, o)]
	]);
}
