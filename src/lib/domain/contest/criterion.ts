import * as v from 'valibot';
import { NameSchema } from '#lib/domain/shared/name.ts';
import { KeySchema, PointsSchema, PositiveSchema } from './text.ts';

/**
 * One line of the score sheet: a judge gives `min`..`max` in steps of `step`; it counts `coefficient` times. Where `marks`
 * lists the permitted marks (such as 1 to 8, 10, 12), only these may be given, `min` and `max` are the first and last of
 * them, and `step` means nothing. It has no default, so that rules without it keep their hash.
 */
export const CriterionSchema = v.strictObject({
	key: KeySchema,
	name: NameSchema,
	min: v.optional(PointsSchema, '0'),
	max: PositiveSchema,
	step: v.optional(PositiveSchema, '0.25'),
	coefficient: v.optional(PositiveSchema, '1'),
	marks: v.optional(v.pipe(v.array(PointsSchema), v.minLength(2, 'problem_too_few_marks'), v.readonly()))
});
export type Criterion = Readonly<v.InferOutput<typeof CriterionSchema>>;
