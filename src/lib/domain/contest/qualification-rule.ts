import * as v from 'valibot';
import { count } from './text.ts';

/** none: the stage is the last · the other four are what real contests were found to use. */
export const QUALIFICATION_KINDS = [
	'none',
	'topPerCluster',
	'bestOverall',
	'perClusterPlusWildcards',
	'committeeChoice'
] as const;
export type QualificationKind = (typeof QUALIFICATION_KINDS)[number];

/** What happens to teams that share the place at the cut after the ladder has done what it can. */
export const TIE_AT_CUT_POLICIES = ['admitAll', 'admitNone', 'ladder'] as const;
export type TieAtCutPolicy = (typeof TIE_AT_CUT_POLICIES)[number];

export const WITHDRAWAL_POLICIES = ['nextInCluster', 'nextOverall', 'leaveVacant'] as const;
export type WithdrawalPolicy = (typeof WITHDRAWAL_POLICIES)[number];

/** Totals given by different panels are not comparable; a rule that compares them all the same has to say so beforehand. */
export const PANEL_DIFFERENCES = ['refuse', 'accept'] as const;
export type PanelDifference = (typeof PANEL_DIFFERENCES)[number];

const tieAtCut = v.optional(v.picklist(TIE_AT_CUT_POLICIES), 'ladder');
const differentPanels = v.optional(v.picklist(PANEL_DIFFERENCES), 'refuse');

export const QualificationRuleSchema = v.variant('kind', [
	v.strictObject({ kind: v.literal('none') }),
	v.strictObject({
		kind: v.literal('topPerCluster'),
		places: count(1),
		tieAtCut,
		onWithdrawal: v.optional(v.picklist(WITHDRAWAL_POLICIES), 'nextInCluster')
	}),
	v.strictObject({
		kind: v.literal('bestOverall'),
		places: count(1),
		tieAtCut,
		onWithdrawal: v.optional(v.picklist(['nextOverall', 'leaveVacant']), 'nextOverall'),
		differentPanels
	}),
	v.strictObject({
		kind: v.literal('perClusterPlusWildcards'),
		perCluster: count(1),
		wildcards: count(1),
		tieAtCut,
		onWithdrawal: v.optional(v.picklist(['nextInCluster', 'leaveVacant']), 'nextInCluster'),
		differentPanels
	}),
	v.strictObject({ kind: v.literal('committeeChoice'), places: count(1) })
]);
export type QualificationRule = Readonly<v.InferOutput<typeof QualificationRuleSchema>>;
export type QualificationBy<K extends QualificationKind> = Extract<QualificationRule, { kind: K }>;
