import * as v from 'valibot';
import { count, KeySchema, PositiveSchema } from './text.ts';

/**
 * How the judges' figures become the panel's. The arithmetic of each method is a file of scoring/aggregation.
 *
 * | method            | what                                                     | source                                 |
 * |-------------------|----------------------------------------------------------|----------------------------------------|
 * | mean              | average of the marks present                             | usual for staged contests ("hội thi")  |
 * | sum               | sum of the judges                                        | Eurovision-like juries                 |
 * | trimmed           | k highest and k lowest dropped, by number of marks       | cheer and choir rules                  |
 * | outlierExclude    | marks far from the average dropped, the rest re-averaged | school arts contest rule (2mit.org)    |
 * | median            | the middle mark, of an even number the middle two        | panels where one mark must not pull    |
 * | closestTwoOfThree | of three marks the two closest, averaged                 | IJRU technical manual, "Averaging"     |
 * | byCount           | a method for each number of marks present                | IJRU technical manual, "Averaging"     |
 * | weightedKinds     | each kind of judge averaged, then weighted               | professional and artistic judges       |
 * | twoMarkers        | two markers, a third where they differ too much          | examinations of the civil service      |
 */
export const AGGREGATION_METHODS = [
	'mean',
	'median',
	'sum',
	'trimmed',
	'outlierExclude',
	'closestTwoOfThree',
	'byCount',
	'weightedKinds',
	'twoMarkers'
] as const;
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

export const MedianSchema = v.strictObject({ method: v.literal('median'), over });

/**
 * What counts when the middle of three marks is equally far from both others. higherPair: the two higher ("the benefit goes
 * to the athlete", IJRU) · meanOfAll: all three.
 */
export const WHEN_EQUALLY_FAR = ['higherPair', 'meanOfAll'] as const;
const whenEqual = v.optional(v.picklist(WHEN_EQUALLY_FAR), 'higherPair');

/** Fewer than three marks are averaged; for more than three there is no result: such panels take `byCount`. */
export const ClosestTwoOfThreeSchema = v.strictObject({
	method: v.literal('closestTwoOfThree'),
	over,
	whenEqual
});

/** What is computed for exactly `marks` marks; 'quorumLost': nothing, the team has no score. */
export const CountRowSchema = v.variant('method', [
	v.strictObject({ marks: count(1, 99), method: v.literal('mean') }),
	v.strictObject({ marks: count(1, 99), method: v.literal('median') }),
	v.strictObject({
		marks: count(1, 99),
		method: v.literal('trimmed'),
		dropHigh: count(0, 20),
		dropLow: count(0, 20)
	}),
	v.strictObject({ marks: count(1, 99), method: v.literal('closestTwoOfThree'), whenEqual }),
	v.strictObject({ marks: count(1, 99), method: v.literal('quorumLost') })
]);
export type CountRow = Readonly<v.InferOutput<typeof CountRowSchema>>;
export const COUNT_METHODS = ['mean', 'median', 'trimmed', 'closestTwoOfThree', 'quorumLost'] as const;

export const ByCountSchema = v.strictObject({
	method: v.literal('byCount'),
	over,
	table: v.pipe(v.array(CountRowSchema), v.minLength(1, 'problem_empty'), v.readonly())
});

/** A kind without any mark: the part has no score, or the weights of the kinds that marked are scaled up. */
export const WHEN_KIND_MISSING = ['incomplete', 'renormalise'] as const;

/** `kinds` are those of the panel's seats; weights count in proportion to their sum. */
export const WeightedKindsSchema = v.strictObject({
	method: v.literal('weightedKinds'),
	over,
	kinds: v.pipe(
		v.array(v.strictObject({ kind: KeySchema, weight: PositiveSchema })),
		v.minLength(1, 'problem_empty'),
		v.readonly()
	),
	whenKindMissing: v.optional(v.picklist(WHEN_KIND_MISSING), 'incomplete')
});

/** final: the third mark alone counts · closestTwo: the two closest of the three. */
export const THIRD_MARKS = ['final', 'closestTwo'] as const;

/**
 * Two markers are averaged. Where they differ by `thirdFrom` points or more, the judge of kind `thirdKind` marks too; until
 * then the part has no score.
 */
export const TwoMarkersSchema = v.strictObject({
	method: v.literal('twoMarkers'),
	over,
	thirdFrom: PositiveSchema,
	thirdKind: v.optional(KeySchema, 'third'),
	thirdIs: v.optional(v.picklist(THIRD_MARKS), 'final'),
	whenEqual
});

export const AggregationSchema = v.variant('method', [
	MeanSchema,
	MedianSchema,
	SumSchema,
	TrimmedSchema,
	OutlierExcludeSchema,
	ClosestTwoOfThreeSchema,
	ByCountSchema,
	WeightedKindsSchema,
	TwoMarkersSchema
]);
export type Aggregation = Readonly<v.InferOutput<typeof AggregationSchema>>;
export type AggregationBy<M extends AggregationMethod> = Extract<Aggregation, { method: M }>;
