import * as v from 'valibot';
import { PathSchema, PointsSchema } from './text.ts';

/**
 * The steps by which teams with the same total are separated, tried in the order of the rule. The measure of each is a
 * file of scoring/tie-steps. A higher value wins, except for time.
 *
 * | by             | compares                                                | when it cannot                       |
 * |----------------|---------------------------------------------------------|--------------------------------------|
 * | partScore      | score of a part or sub-part                             | never                                |
 * | criterionScore | average of a criterion over the kept ballots            | never                                |
 * | countOfMark    | how many kept marks equal a given one                   | never                                |
 * | judgesNonZero  | how many judges gave something other than zero          | never                                |
 * | chairMark      | the chair's own ballots                                 | skipped: the chair did not mark all  |
 * | leastOvertime  | time beyond the limits, least first                     | waits for the timing                 |
 * | drawOfLots     | lots drawn for exactly these teams, or for all          | waits for the lots                   |
 * | committeeVote  | recorded decision on exactly these teams                | waits for the decision               |
 * | sharedPlace    | nothing: the place is shared                            | never                                |
 */
export const TIE_STEPS = [
	'partScore',
	'criterionScore',
	'countOfMark',
	'judgesNonZero',
	'chairMark',
	'leastOvertime',
	'drawOfLots',
	'committeeVote',
	'sharedPlace'
] as const;
export type TieStepKind = (typeof TIE_STEPS)[number];

/** Null: the whole round. Otherwise the path of a part, sub-part or criterion. */
const at = v.optional(v.nullable(PathSchema), null);

export const TieStepSchema = v.variant('by', [
	v.strictObject({ by: v.literal('partScore'), part: PathSchema }),
	v.strictObject({ by: v.literal('criterionScore'), criterion: PathSchema }),
	v.strictObject({ by: v.literal('countOfMark'), mark: PointsSchema, at }),
	v.strictObject({ by: v.literal('judgesNonZero'), at }),
	v.strictObject({ by: v.literal('chairMark'), at }),
	v.strictObject({ by: v.literal('leastOvertime'), at }),
	v.strictObject({ by: v.literal('drawOfLots') }),
	v.strictObject({ by: v.literal('committeeVote'), chairCasting: v.optional(v.boolean(), false) }),
	v.strictObject({ by: v.literal('sharedPlace') })
]);
export type TieStep = Readonly<v.InferOutput<typeof TieStepSchema>>;
export type TieStepBy<K extends TieStepKind> = Extract<TieStep, { by: K }>;

/** Steps with which a ladder may end, because after them no question is open. */
export const LAST_STEPS = [
	'drawOfLots',
	'committeeVote',
	'sharedPlace'
] as const satisfies readonly TieStepKind[];
