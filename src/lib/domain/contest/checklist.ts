import type { Stage } from './rules.ts';
import { scoredParts } from './part.ts';
import type { BankKind } from '#lib/domain/quiz/question.ts';
import { kindGaps, type KindGap } from './seat-kinds.ts';

/** A question bank that a round's parts draw from. */
export interface BankSummary {
	readonly kind: BankKind;
	/** Of the version to draw from; `draft`: there is one, and none is sealed. */
	readonly state: 'missing' | 'draft' | 'sealed';
	/** Teams answer on their own tablets: without a question on them there is nothing to answer, and nothing to type. */
	readonly isNeeded: boolean;
	/** Sealed questions that were not drawn yet. */
	readonly left: number;
	/** That this round, and rounds before it, have still to draw. */
	readonly wanted: number;
}

/** What the checklist has to know about a round that is to open. */
export interface RoundSummary {
	readonly stage: Stage;
	readonly rulesAreValid: boolean;
	readonly judges: readonly {
		readonly id: string;
		readonly isChair: boolean;
		readonly kind: string | null;
		readonly isPaired: boolean;
	}[];
	readonly secretaries: number;
	readonly timekeepers: number;
	readonly teams: readonly {
		readonly id: string;
		readonly members: number;
		readonly isAccepted: boolean;
		readonly presentsModel: boolean;
	}[];
	/** Pairs of judge and team with a conflict of interest. */
	readonly conflicts: readonly { readonly judgeId: string; readonly teamId: string }[];
	readonly isOrderDrawn: boolean;
	/** A seed was committed and its hash shown; not asked when the order is drawn by hand. */
	readonly isSeedCommitted: boolean;
	readonly members: { readonly min: number; readonly max: number };
	readonly mustPresentModel: boolean;
	/** One for each kind of question that the stage draws. */
	readonly banks: readonly BankSummary[];
}

/** 'blocks': the round cannot open; 'warns': it can, and somebody should know. */
export const SEVERITIES = ['blocks', 'warns'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Message keys; the params are named beside them. */
export const CHECKLIST_CODES = [
	/** — */ 'checklist_rules_invalid',
	/** teams */ 'checklist_too_few_teams',
	/** teams, places */ 'checklist_fewer_teams_than_places',
	/** teamIds */ 'checklist_teams_not_accepted',
	/** teamIds, min, max */ 'checklist_team_size',
	/** teamIds */ 'checklist_teams_without_model',
	/** judges, quorum */ 'checklist_panel_below_quorum',
	/** judges, planned */ 'checklist_panel_not_full',
	/** part, judges, quorum */ 'checklist_part_below_quorum',
	/** part, judgeIds */ 'checklist_seats_without_kind',
	/** part, kind */ 'checklist_kind_without_judge',
	/** part, judges */ 'checklist_not_two_markers',
	/** — */ 'checklist_no_chair',
	/** chairs */ 'checklist_several_chairs',
	/** teamId, judges, quorum */ 'checklist_conflicts_below_quorum',
	/** teamId, judges */ 'checklist_conflicts_shrink_panel',
	/** judgeIds */ 'checklist_judges_not_paired',
	/** present, planned */ 'checklist_too_few_secretaries',
	/** present, planned */ 'checklist_too_few_timekeepers',
	/** — */ 'checklist_seed_not_committed',
	/** — */ 'checklist_order_not_drawn',
	/** kind */ 'checklist_bank_missing',
	/** kind */ 'checklist_bank_draft',
	/** kind, left, wanted */ 'checklist_bank_too_small'
] as const;
export type ChecklistCode = (typeof CHECKLIST_CODES)[number];

export interface ChecklistItem {
	readonly code: ChecklistCode;
	readonly severity: Severity;
	readonly params: Readonly<Record<string, string | number | readonly string[]>>;
}

/** Everything that is missing or doubtful before a round opens, in the order in which an organizer would put it right. */
export function checklist(round: RoundSummary): ChecklistItem[] {
	return [
		...(round.rulesAreValid ? [] : [item('blocks', 'checklist_rules_invalid')]),
		...teamItems(round),
		...panelItems(round),
		...staffItems(round),
		...orderItems(round),
		...bankItems(round)
	];
}

/** Whether nothing on the list keeps the round closed. */
export function mayOpen(items: readonly ChecklistItem[]): boolean {
	return items.every((entry) => entry.severity !== 'blocks');
}

function teamItems({ stage, teams, members, mustPresentModel }: RoundSummary): ChecklistItem[] {
	const items: ChecklistItem[] = [];
	const named = (chosen: typeof teams) => ({ teamIds: chosen.map((team) => team.id) });
	if (teams.length < 2) items.push(item('blocks', 'checklist_too_few_teams', { teams: teams.length }));
	const places = placesOfRound(stage);
	if (teams.length >= 2 && places > teams.length) {
		items.push(item('warns', 'checklist_fewer_teams_than_places', { teams: teams.length, places }));
	}
	const open = teams.filter((team) => !team.isAccepted);
	if (open.length > 0) items.push(item('blocks', 'checklist_teams_not_accepted', named(open)));
	const odd = teams.filter((team) => team.members < members.min || team.members > members.max);
	if (odd.length > 0) items.push(item('warns', 'checklist_team_size', { ...named(odd), ...members }));
	const bare = mustPresentModel ? teams.filter((team) => !team.presentsModel) : [];
	if (bare.length > 0) items.push(item('warns', 'checklist_teams_without_model', named(bare)));
	return items;
}

/** Places that this round alone has to give. */
function placesOfRound({ qualification, layout }: Stage): number {
	if (qualification.kind === 'topPerCluster') return qualification.places;
	if (qualification.kind === 'perClusterPlusWildcards') return qualification.perCluster;
	if (layout === 'perCluster' || !('places' in qualification)) {
		const steps = qualification.kind === 'mixed' ? qualification.steps : [];
		const own = steps.filter((step) => (step.take === 'ofEachCluster') === (layout === 'perCluster'));
		return own.reduce((places, step) => places + step.places, 0);
	}
	return qualification.places;
}

function panelItems({ stage, judges, teams, conflicts }: RoundSummary): ChecklistItem[] {
	const items: ChecklistItem[] = [];
	const { quorum, judges: planned } = stage.panel;
	const seated = judges.length;
	if (seated < quorum) items.push(item('blocks', 'checklist_panel_below_quorum', { judges: seated, quorum }));
	else if (seated < planned)
		items.push(item('warns', 'checklist_panel_not_full', { judges: seated, planned }));
	for (const { path, part } of scoredParts(stage.parts)) {
		if (part.kind !== 'judged' || part.judgeKinds.length === 0) continue;
		const marking = judges.filter(
			(judge) => judge.kind !== null && part.judgeKinds.includes(judge.kind)
		).length;
		const needed = part.quorum ?? quorum;
		if (marking < needed) {
			items.push(
				item('blocks', 'checklist_part_below_quorum', { part: path, judges: marking, quorum: needed })
			);
		}
	}
	items.push(...kindGaps(stage.parts, judges).map(gapItem));
	const chairs = judges.filter((judge) => judge.isChair).length;
	if (stage.panel.chairs > 0 && chairs === 0) items.push(item('blocks', 'checklist_no_chair'));
	if (chairs > 1) items.push(item('blocks', 'checklist_several_chairs', { chairs }));
	for (const team of teams) {
		const away = judges.filter((judge) =>
			conflicts.some((conflict) => conflict.judgeId === judge.id && conflict.teamId === team.id)
		).length;
		if (away === 0 || seated < quorum) continue;
		const params = { teamId: team.id, judges: seated - away };
		if (seated - away < quorum)
			items.push(item('blocks', 'checklist_conflicts_below_quorum', { ...params, quorum }));
		else items.push(item('warns', 'checklist_conflicts_shrink_panel', params));
	}
	const unpaired = judges.filter((judge) => !judge.isPaired).map((judge) => judge.id);
	if (unpaired.length > 0) items.push(item('warns', 'checklist_judges_not_paired', { judgeIds: unpaired }));
	return items;
}

function gapItem(gap: KindGap): ChecklistItem {
	const { part } = gap;
	switch (gap.kind) {
		case 'withoutWeight':
			return item('blocks', 'checklist_seats_without_kind', { part, judgeIds: gap.judgeIds });
		case 'nobody':
			return item(gap.isNeeded ? 'blocks' : 'warns', 'checklist_kind_without_judge', { part, kind: gap.of });
		case 'notTwoMarkers':
			return item('blocks', 'checklist_not_two_markers', { part, judges: gap.judges });
	}
}

function staffItems({ stage, secretaries, timekeepers }: RoundSummary): ChecklistItem[] {
	const items: ChecklistItem[] = [];
	const short = (code: ChecklistCode, present: number, planned: number) => {
		if (present < planned) items.push(item('warns', code, { present, planned }));
	};
	short('checklist_too_few_secretaries', secretaries, stage.panel.secretaries);
	const isTimed = stage.parts.some((part) => part.timeLimit);
	if (isTimed) short('checklist_too_few_timekeepers', timekeepers, stage.panel.timekeepers);
	return items;
}

function orderItems({ stage, isOrderDrawn, isSeedCommitted }: RoundSummary): ChecklistItem[] {
	const items: ChecklistItem[] = [];
	if (stage.order === 'seed' && !isSeedCommitted) items.push(item('blocks', 'checklist_seed_not_committed'));
	if (!isOrderDrawn) items.push(item('blocks', 'checklist_order_not_drawn'));
	return items;
}

/**
 * Teams that answer on tablets cannot be asked by hand: without a sealed bank the round does not open. Boards are held up and
 * situations are read out from paper, and the desk or the judges give what they are worth: there it is a warning. So is a
 * bank that is too small: a larger version may be sealed while the round is under way.
 */
function bankItems({ banks }: RoundSummary): ChecklistItem[] {
	return banks.flatMap(({ kind, state, isNeeded, left, wanted }) => {
		if (wanted === 0) return [];
		const severity = isNeeded ? 'blocks' : 'warns';
		if (state === 'missing') return [item(severity, 'checklist_bank_missing', { kind })];
		if (state === 'draft') return [item(severity, 'checklist_bank_draft', { kind })];
		return left < wanted ? [item('warns', 'checklist_bank_too_small', { kind, left, wanted })] : [];
	});
}

function item(severity: Severity, code: ChecklistCode, params: ChecklistItem['params'] = {}): ChecklistItem {
	return { code, severity, params };
}
