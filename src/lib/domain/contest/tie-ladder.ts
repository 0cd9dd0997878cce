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
 * | drawOfLots     | lots from the round's committed seed, or of the table   | waits for the lots                   |
 * | committeeVote  | votes or a recorded decision on exactly these teams     | waits for a decision                 |
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

/**
 * table (also where nothing is said): drawn by hand before witnesses and typed in · seed: from the seed to which the draw of the order was committed,
 * so that anyone can draw again; where the order was drawn by hand there is none, and the table draws.
 */
export const LOTS_SOURCES = ['table', 'seed'] as const;

/** Null: the whole round. Otherwise the path of a part, sub-part or criterion. */
const at = v.optional(v.nullable(PathSchema), null);

export const TieStepSchema = v.variant('by', [
	v.strictObject({ by: v.literal('partScore'), part: PathSchema }),
	v.strictObject({ by: v.literal('criterionScore'), criterion: PathSchema }),
	v.strictObject({ by: v.literal('countOfMark'), mark: PointsSchema, at }),
	v.strictObject({ by: v.literal('judgesNonZero'), at }),
	v.strictObject({ by: v.literal('chairMark'), at }),
	v.strictObject({ by: v.literal('leastOvertime'), at }),
	v.strictObject({ by: v.literal('drawOfLots'), from: v.optional(v.picklist(LOTS_SOURCES)) }),
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
