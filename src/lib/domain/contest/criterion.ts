import * as v from 'valibot';
import { NameSchema } from '#lib/domain/shared/name.ts';
import { KeySchema, PointsSchema, PositiveSchema } from './text.ts';

/** One line of the score sheet: a judge gives `min`..`max` in steps of `step`; it counts `coefficient` times. */
export const CriterionSchema = v.strictObject({
	key: KeySchema,
	name: NameSchema,
	min: v.optional(PointsSchema, '0'),
	max: PositiveSchema,
	step: v.optional(PositiveSchema, '0.25'),
	coefficient: v.optional(PositiveSchema, '1')
});
export type Criterion = Readonly<v.InferOutput<typeof CriterionSchema>>;
