import * as v from 'valibot';
import { UNIT_LEVELS } from '#lib/domain/people/unit.ts';
import { count, KeySchema, PathSchema } from './text.ts';

/**
 * none: the stage is the last · topPerCluster, bestOverall, perClusterPlusWildcards, committeeChoice, clusterQuotas (so many
 * of each named cluster or genre, filled up to a total) and mixed (steps taken one after the other) are what real contests
 * were found to use.
 */
export const QUALIFICATION_KINDS = [
	'none',
	'topPerCluster',
	'bestOverall',
	'perClusterPlusWildcards',
	'clusterQuotas',
	'mixed',
	'committeeChoice'
] as const;
export type QualificationKind = (typeof QUALIFICATION_KINDS)[number];

/**
 * What happens to teams that share the place at the cut after the ladder has done what it can. ladder: a person decides ·
 * extraPerformance: the teams perform once more, and its outcome is recorded · lots: lots drawn for exactly these teams.
 */
export const TIE_AT_CUT_POLICIES = ['admitAll', 'admitNone', 'ladder', 'extraPerformance', 'lots'] as const;
export type TieAtCutPolicy = (typeof TIE_AT_CUT_POLICIES)[number];

/** nextByRule: every step of the rule is taken again without the team that left. */
export const WITHDRAWAL_POLICIES = ['nextInCluster', 'nextOverall', 'nextByRule', 'leaveVacant'] as const;
export type WithdrawalPolicy = (typeof WITHDRAWAL_POLICIES)[number];

/**
 * Totals given by different panels are not comparable. A rule that compares them all the same has to say so beforehand, as
 * they are (accept) or each measured against its own cluster (zScore).
 */
export const PANEL_DIFFERENCES = ['refuse', 'accept', 'zScore'] as const;
export type PanelDifference = (typeof PANEL_DIFFERENCES)[number];

/**
 * deviation: (total − mean) / standard deviation of the cluster · median: (total − median) / (1.4826 × median distance from
 * the median), which one outlier hardly moves.
 */
export const Z_SCALES = ['deviation', 'median'] as const;
export type ZScale = (typeof Z_SCALES)[number];

/** Below `minTeams` in any cluster nothing is compared. The z-score is rounded half up to `decimals`, and compared so. */
export const ZScoreSchema = v.strictObject({
	scale: v.optional(v.picklist(Z_SCALES), 'deviation'),
	minTeams: v.optional(count(3, 99), 5),
	decimals: v.optional(count(1, 6), 4)
});
export type ZScoreRule = Readonly<v.InferOutput<typeof ZScoreSchema>>;

/** Where the unit that is counted stands: the sending unit itself, or the one above it at a level. */
export const CAP_LEVELS = ['unit', ...UNIT_LEVELS] as const;
export type CapLevel = (typeof CAP_LEVELS)[number];

/** At most `teams` of one unit go on from the stage; the next in order takes the place of one too many. */
export const UnitCapSchema = v.strictObject({
	teams: count(1, 99),
	level: v.optional(v.picklist(CAP_LEVELS), 'unit')
});
export type UnitCap = Readonly<v.InferOutput<typeof UnitCapSchema>>;

const tieAtCut = v.optional(v.picklist(TIE_AT_CUT_POLICIES), 'ladder');
const maxPerUnit = v.optional(v.nullable(UnitCapSchema), null);
const comparing = {
	differentPanels: v.optional(v.picklist(PANEL_DIFFERENCES), 'refuse'),
	zScore: v.optional(ZScoreSchema, { scale: 'deviation', minTeams: 5, decimals: 4 })
};

/** One step of a mixed rule; each is taken among the teams that the steps before have left. */
export const QualificationStepSchema = v.variant('take', [
	v.strictObject({ take: v.literal('byTotal'), places: count(1) }),
	v.strictObject({ take: v.literal('ofEachCluster'), places: count(1) }),
	v.strictObject({ take: v.literal('byPart'), part: PathSchema, places: count(1) })
]);
export type QualificationStep = Readonly<v.InferOutput<typeof QualificationStepSchema>>;

export const QualificationRuleSchema = v.variant('kind', [
	v.strictObject({ kind: v.literal('none') }),
	v.strictObject({
		kind: v.literal('topPerCluster'),
		places: count(1),
		tieAtCut,
		onWithdrawal: v.optional(v.picklist(['nextInCluster', 'nextOverall', 'leaveVacant']), 'nextInCluster'),
		maxPerUnit
	}),
	v.strictObject({
		kind: v.literal('bestOverall'),
		places: count(1),
		tieAtCut,
		onWithdrawal: v.optional(v.picklist(['nextOverall', 'leaveVacant']), 'nextOverall'),
		...comparing,
		maxPerUnit
	}),
	v.strictObject({
		kind: v.literal('perClusterPlusWildcards'),
		perCluster: count(1),
		wildcards: count(1),
		tieAtCut,
		onWithdrawal: v.optional(v.picklist(['nextInCluster', 'leaveVacant']), 'nextInCluster'),
		...comparing,
		maxPerUnit
	}),
	v.strictObject({
		kind: v.literal('clusterQuotas'),
		quotas: v.pipe(
			v.array(v.strictObject({ cluster: KeySchema, places: count(0) })),
			v.minLength(1, 'problem_empty'),
			v.readonly()
		),
		/** Places that the quotas leave open up to this number go to the best of all others; null: they stay open. */
		total: v.optional(v.nullable(count(1)), null),
		tieAtCut,
		onWithdrawal: v.optional(v.picklist(['nextInCluster', 'leaveVacant']), 'nextInCluster'),
		...comparing,
		maxPerUnit
	}),
	v.strictObject({
		kind: v.literal('mixed'),
		steps: v.pipe(v.array(QualificationStepSchema), v.minLength(1, 'problem_empty'), v.readonly()),
		tieAtCut,
		onWithdrawal: v.optional(v.picklist(['nextByRule', 'leaveVacant']), 'nextByRule'),
		...comparing,
		maxPerUnit
	}),
	v.strictObject({ kind: v.literal('committeeChoice'), places: count(1) })
]);
export type QualificationRule = Readonly<v.InferOutput<typeof QualificationRuleSchema>>;
export type QualificationBy<K extends QualificationKind> = Extract<QualificationRule, { kind: K }>;
/** The rules that draw a cut; the others leave it to people or send nobody. */
export type CutRule = Extract<QualificationRule, { tieAtCut: TieAtCutPolicy }>;
