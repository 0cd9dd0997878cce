import * as v from 'valibot';

/**
 * What orders the teams of a round.
 *
 * | by       | what                                                                                       |
 * |----------|--------------------------------------------------------------------------------------------|
 * | points   | totals, highest first                                                                      |
 * | rankSum  | every judge's totals order the teams; the lowest sum of these ranks is first               |
 * | majority | every judge's totals order the teams part by part; majorities decide (skating system 5-11) |
 */
export const PLACINGS = ['points', 'rankSum', 'majority'] as const;
export type PlacingKind = (typeof PLACINGS)[number];

/** Teams to which one judge gives the same: they share the mean rank, or the judge has to decide before the round closes. */
export const EQUAL_MARKS = ['share', 'forbid'] as const;

/**
 * A judge who did not mark every team (conflict of interest, absence). refuse: the teams not marked get no place ·
 * leaveOutJudge: the judge's ranks count for no team, so that all have the same panel · meanRank: the mean of the ranks
 * that a team has counts instead of their sum.
 */
export const UNMARKED_POLICIES = ['refuse', 'leaveOutJudge', 'meanRank'] as const;
export type UnmarkedPolicy = (typeof UNMARKED_POLICIES)[number];

export const PlacingRuleSchema = v.variant('by', [
	v.strictObject({ by: v.literal('points') }),
	v.strictObject({
		by: v.literal('rankSum'),
		equalMarks: v.optional(v.picklist(EQUAL_MARKS), 'share'),
		unmarked: v.optional(v.picklist(UNMARKED_POLICIES), 'refuse')
	}),
	v.strictObject({
		by: v.literal('majority'),
		equalMarks: v.optional(v.literal('forbid'), 'forbid'),
		unmarked: v.optional(v.picklist(['refuse', 'leaveOutJudge']), 'refuse')
	})
]);
export type PlacingRule = Readonly<v.InferOutput<typeof PlacingRuleSchema>>;
export type PlacingBy<K extends PlacingKind> = Extract<PlacingRule, { by: K }>;
