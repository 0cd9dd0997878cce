import type { ChecklistItem } from '#lib/domain/contest/checklist.ts';
import { bankKind } from '#lib/features/quiz/bank-words.ts';
import { m } from '#lib/paraglide/messages.js';

type Params = ChecklistItem['params'];

/** The page of the desk on which an item is put right: a path below the contest or below the round. */
export type Mending = { readonly of: 'contest' | 'round'; readonly path: string };

const rules: Mending = { of: 'contest', path: 'rules' };
const teams: Mending = { of: 'contest', path: 'teams' };
const panel: Mending = { of: 'round', path: 'panel' };
const draw: Mending = { of: 'round', path: 'draw' };
const tablets: Mending = { of: 'round', path: 'devices' };

const questions: Mending = { of: 'contest', path: 'questions' };

const number = (params: Params, key: string): number => Number(params[key] ?? 0);
const list = (params: Params, key: string): readonly string[] =>
	Array.isArray(params[key]) ? params[key] : [];

type Words = (params: Params, nameOf: (id: string) => string) => string;

const named = (params: Params, key: string, nameOf: (id: string) => string): string => {
	const names = list(params, key).map(nameOf);
	return names.length > 6 ? `${names.slice(0, 5).join(', ')} +${names.length - 5}` : names.join(', ');
};

const LIST: Readonly<Record<ChecklistItem['code'], readonly [Words, Mending]>> = {
	checklist_rules_invalid: [() => m.contest_checklist_rules_invalid(), rules],
	checklist_too_few_teams: [(p) => m.contest_checklist_too_few_teams({ teams: number(p, 'teams') }), teams],
	checklist_fewer_teams_than_places: [
		(p) => m.contest_checklist_fewer_teams({ teams: number(p, 'teams'), places: number(p, 'places') }),
		teams
	],
	checklist_teams_not_accepted: [
		(p, nameOf) => m.contest_checklist_not_accepted({ teams: named(p, 'teamIds', nameOf) }),
		{ of: 'contest', path: 'registration' }
	],
	checklist_team_size: [
		(p, nameOf) =>
			m.contest_checklist_team_size({
				teams: named(p, 'teamIds', nameOf),
				least: number(p, 'min'),
				most: number(p, 'max')
			}),
		teams
	],
	checklist_teams_without_model: [
		(p, nameOf) => m.contest_checklist_no_model({ teams: named(p, 'teamIds', nameOf) }),
		teams
	],
	checklist_panel_below_quorum: [
		(p) => m.contest_checklist_below_quorum({ judges: number(p, 'judges'), quorum: number(p, 'quorum') }),
		panel
	],
	checklist_panel_not_full: [
		(p) => m.contest_checklist_not_full({ judges: number(p, 'judges'), planned: number(p, 'planned') }),
		panel
	],
	checklist_part_below_quorum: [
		(p) =>
			m.contest_checklist_part_quorum({
				part: String(p.part),
				judges: number(p, 'judges'),
				quorum: number(p, 'quorum')
			}),
		panel
	],
	checklist_seats_without_kind: [
		(p) => m.contest_checklist_seat_kind({ part: String(p.part), count: list(p, 'judgeIds').length }),
		panel
	],
	checklist_kind_without_judge: [
		(p) => m.contest_checklist_kind_empty({ part: String(p.part), kind: String(p.kind) }),
		panel
	],
	checklist_not_two_markers: [
		(p) => m.contest_checklist_markers({ part: String(p.part), judges: number(p, 'judges') }),
		panel
	],
	checklist_no_chair: [() => m.contest_checklist_no_chair(), panel],
	checklist_several_chairs: [(p) => m.contest_checklist_chairs({ chairs: number(p, 'chairs') }), panel],
	checklist_conflicts_below_quorum: [
		(p, nameOf) =>
			m.contest_checklist_conflict_quorum({
				team: nameOf(String(p.teamId)),
				judges: number(p, 'judges'),
				quorum: number(p, 'quorum')
			}),
		panel
	],
	checklist_conflicts_shrink_panel: [
		(p, nameOf) =>
			m.contest_checklist_conflict_shrinks({ team: nameOf(String(p.teamId)), judges: number(p, 'judges') }),
		panel
	],
	checklist_judges_not_paired: [
		(p) => m.contest_checklist_not_paired({ count: list(p, 'judgeIds').length }),
		tablets
	],
	checklist_too_few_secretaries: [
		(p) => m.contest_checklist_secretaries({ present: number(p, 'present'), planned: number(p, 'planned') }),
		panel
	],
	checklist_too_few_timekeepers: [
		(p) => m.contest_checklist_timekeepers({ present: number(p, 'present'), planned: number(p, 'planned') }),
		panel
	],
	checklist_seed_not_committed: [() => m.contest_checklist_no_seed(), draw],
	checklist_order_not_drawn: [() => m.contest_checklist_not_drawn(), draw],
	checklist_bank_missing: [(p) => m.questions_check_missing({ kind: bankKind(String(p.kind)) }), questions],
	checklist_bank_draft: [(p) => m.questions_check_draft({ kind: bankKind(String(p.kind)) }), questions],
	checklist_bank_too_small: [
		(p) =>
			m.questions_check_small({
				kind: bankKind(String(p.kind)),
				left: number(p, 'left'),
				wanted: number(p, 'wanted')
			}),
		questions
	]
};

/** What is missing, in a sentence, and where it is put right. */
export function checklistWords(
	item: ChecklistItem,
	nameOf: (id: string) => string
): { text: string; mending: Mending } {
	const [words, mending] = LIST[item.code];
	return { text: words(item.params, nameOf), mending };
}
