import * as v from 'valibot';
import { count, PositiveSchema } from './text.ts';

/** How long a part may last on stage, in seconds; warnings are seconds from the start. */
export const TimeLimitSchema = v.strictObject({
	seconds: count(1, 86_400),
	minSeconds: v.optional(v.nullable(count(1, 86_400)), null),
	warnAtSeconds: v.optional(v.pipe(v.array(count(1, 86_400)), v.readonly()), []),
	consultSeconds: v.optional(v.nullable(count(1, 86_400)), null)
});
export type TimeLimit = Readonly<v.InferOutput<typeof TimeLimitSchema>>;

/** Whether a step of the table bites at its very second ('at') or only after it ('after'). */
export const STEP_BOUNDARIES = ['at', 'after'] as const;

/** A table of seconds beyond the limit (or short of the minimum): the last step reached gives the points, steps are not added up. */
export const SteppedPenaltySchema = v.strictObject({
	kind: v.literal('stepped'),
	boundary: v.optional(v.picklist(STEP_BOUNDARIES), 'at'),
	steps: v.pipe(
		v.array(
			v.strictObject({
				seconds: count(0, 86_400),
				points: PositiveSchema,
				stopsPart: v.optional(v.boolean(), false)
			})
		),
		v.minLength(1, 'problem_empty'),
		v.readonly()
	)
});

/** 'completed': only whole units count ("cứ đủ 1 phút trừ 1 điểm"); 'started': a begun unit counts as whole. */
export const UNIT_COUNTS = ['completed', 'started'] as const;
/** Whether units are counted from the limit or only from the end of the grace. */
export const UNIT_ORIGINS = ['limit', 'grace'] as const;

/**
 * So many points for every unit of time; nothing while the excess is not more than the grace; never above `cap`. From
 * `stopsAfterSeconds` beyond the limit on, the part is stopped; null: it never is.
 */
export const PerUnitPenaltySchema = v.strictObject({
	kind: v.literal('perUnit'),
	unitSeconds: count(1, 86_400),
	points: PositiveSchema,
	count: v.optional(v.picklist(UNIT_COUNTS), 'completed'),
	graceSeconds: v.optional(count(0, 86_400), 0),
	countFrom: v.optional(v.picklist(UNIT_ORIGINS), 'limit'),
	cap: v.optional(v.nullable(PositiveSchema), null),
	stopsAfterSeconds: v.optional(v.nullable(count(1, 86_400)), null)
});

export const TimePenaltySchema = v.variant('kind', [SteppedPenaltySchema, PerUnitPenaltySchema]);
export type TimePenalty = Readonly<v.InferOutput<typeof TimePenaltySchema>>;
