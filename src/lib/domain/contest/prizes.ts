import * as v from 'valibot';
import { NameSchema } from '#lib/domain/shared/name.ts';
import { count, KeySchema, PathSchema, PointsSchema } from './text.ts';

/** How many teams get the prize; 'rest': every ranked team without one. `minTotal`: below it the prize stays vacant. */
export const PrizeTierSchema = v.strictObject({
	key: KeySchema,
	name: NameSchema,
	places: v.union([count(0), v.literal('rest')]),
	minTotal: v.optional(v.nullable(PointsSchema), null)
});
export type PrizeTier = Readonly<v.InferOutput<typeof PrizeTierSchema>>;

export const PRIZE_RECIPIENTS = ['team', 'person'] as const;

export const SidePrizeSchema = v.strictObject({
	key: KeySchema,
	name: NameSchema,
	by: v.variant('kind', [
		v.strictObject({ kind: v.literal('partScore'), part: PathSchema }),
		v.strictObject({ kind: v.literal('criterionScore'), criterion: PathSchema }),
		v.strictObject({ kind: v.literal('committeeVote') }),
		v.strictObject({ kind: v.literal('audienceVote') })
	]),
	recipient: v.optional(v.picklist(PRIZE_RECIPIENTS), 'team')
});
export type SidePrize = Readonly<v.InferOutput<typeof SidePrizeSchema>>;

/** After a shared place made more prizes than the table has: the prizes below are fewer by as many, or stay as they are. */
export const WHEN_EXCEEDED = ['fewerBelow', 'sameBelow'] as const;

/** `tiesMayExceed`: whether teams that share a place all get its prize even if that makes more prizes than the rule has. */
export const PrizesSchema = v.strictObject({
	tiers: v.optional(v.pipe(v.array(PrizeTierSchema), v.readonly()), []),
	tiesMayExceed: v.optional(v.boolean(), false),
	whenExceeded: v.optional(v.picklist(WHEN_EXCEEDED), 'fewerBelow'),
	mayStayVacant: v.optional(v.boolean(), true),
	side: v.optional(v.pipe(v.array(SidePrizeSchema), v.readonly()), []),
	sideMayOverlapMain: v.optional(v.boolean(), true)
});
export type Prizes = Readonly<v.InferOutput<typeof PrizesSchema>>;
