import * as v from 'valibot';
import { count, PositiveSchema } from './text.ts';

/**
 * How the judges' figures become the panel's. The arithmetic of each method is a file of scoring/aggregation.
 *
 * | method         | what                                                     | source                                 |
 * |----------------|----------------------------------------------------------|----------------------------------------|
 * | mean           | average of the marks present                             | usual for staged contests ("hội thi")  |
 * | sum            | sum of the judges                                        | Eurovision-like juries                 |
 * | trimmed        | k highest and k lowest dropped, by number of marks       | cheer and choir rules                  |
 * | outlierExclude | marks far from the average dropped, the rest re-averaged | school arts contest rule (2mit.org)    |
 */
export const AGGREGATION_METHODS = ['mean', 'sum', 'trimmed', 'outlierExclude'] as const;
export type AggregationMethod = (typeof AGGREGATION_METHODS)[number];

/** What is aggregated: each judge's whole ballot for the part, or every criterion for itself. */
export const AGGREGATION_UNITS = ['ballot', 'criterion'] as const;
export type AggregationUnit = (typeof AGGREGATION_UNITS)[number];

const over = v.optional(v.picklist(AGGREGATION_UNITS), 'ballot');

export const MeanSchema = v.strictObject({ method: v.literal('mean'), over });

/** A judge who is missing must not count as zero: either the part stays incomplete, or the sum is scaled up to the whole panel. */
export const SUM_WHEN_FEWER = ['incomplete', 'scaleUp'] as const;
export const SumSchema = v.strictObject({
	method: v.literal('sum'),
	over,
	whenFewer: v.optional(v.picklist(SUM_WHEN_FEWER), 'incomplete')
});

/** The row with the largest `atLeast` that the number of marks present reaches is used; below all rows nothing is dropped. */
export const TrimmedSchema = v.strictObject({
	method: v.literal('trimmed'),
	over,
	table: v.pipe(
		v.array(v.strictObject({ atLeast: count(1, 99), dropHigh: count(0, 20), dropLow: count(0, 20) })),
		v.minLength(1, 'problem_empty'),
		v.readonly()
	)
});

/** `deltaOn: 'scale10'` means that delta is given for a ten-point scale and is converted to the part's own (delta × scale / 10). */
export const DELTA_SCALES = ['own', 'scale10'] as const;
export const OutlierExcludeSchema = v.strictObject({
	method: v.literal('outlierExclude'),
	over,
	delta: PositiveSchema,
	deltaOn: v.optional(v.picklist(DELTA_SCALES), 'own'),
	passes: v.optional(count(1, 10), 1),
	minRemaining: v.optional(count(1, 99), 1)
});

export const AggregationSchema = v.variant('method', [
	MeanSchema,
	SumSchema,
	TrimmedSchema,
	OutlierExcludeSchema
]);
export type Aggregation = Readonly<v.InferOutput<typeof AggregationSchema>>;
export type AggregationBy<M extends AggregationMethod> = Extract<Aggregation, { method: M }>;
