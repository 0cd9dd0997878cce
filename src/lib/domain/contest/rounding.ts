import * as v from 'valibot';
import { count } from './text.ts';

/**
 * The only places where a number may be rounded, in the order of the calculation. Nothing is rounded anywhere else.
 * criterion: a criterion's panel figure (aggregation over criteria) · ballot: one judge's sum for the part ·
 * aggregate: the panel's figure · weighted: after the coefficient · subPart, part: after their deductions · total.
 */
export const ROUNDING_POINTS = [
	'criterion',
	'ballot',
	'aggregate',
	'weighted',
	'subPart',
	'part',
	'total'
] as const;
export type RoundingPoint = (typeof ROUNDING_POINTS)[number];

export const RoundingSchema = v.strictObject({
	after: v.picklist(ROUNDING_POINTS),
	decimals: count(0, 6),
	mode: v.optional(v.literal('halfUp'), 'halfUp')
});
export type Rounding = Readonly<v.InferOutput<typeof RoundingSchema>>;

/** Whether places are decided by the total before its rounding point ('exact') or after it ('rounded'). */
export const COMPARISONS = ['exact', 'rounded'] as const;
export type Comparison = (typeof COMPARISONS)[number];
