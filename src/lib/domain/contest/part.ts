import * as v from 'valibot';
import { NameSchema } from '#lib/domain/shared/name.ts';
import { AggregationSchema } from './aggregation.ts';
import { CriterionSchema } from './criterion.ts';
import { QuizRuleSchema, SituationRuleSchema } from './quiz-rule.ts';
import { count, DecimalSchema, KeySchema, PositiveSchema } from './text.ts';
import { TimeLimitSchema, TimePenaltySchema } from './time-limit.ts';

/** A part is marked by judges, or brings a score measured elsewhere (a quiz), or consists of sub-parts of those two kinds. */
export const PART_KINDS = ['judged', 'given', 'compound'] as const;
export type PartKind = (typeof PART_KINDS)[number];

/** In which order teams come on for this part: drawn for itself, as in the first part, or the first part reversed. */
export const PART_ORDERS = ['draw', 'same', 'reverse'] as const;
export type PartOrder = (typeof PART_ORDERS)[number];

/** `scale` is the most points before the coefficient. Times and penalties belong to the part, not to a judge. */
const subPart = {
	key: KeySchema,
	name: NameSchema,
	note: v.optional(v.nullable(NameSchema), null),
	scale: PositiveSchema,
	coefficient: v.optional(PositiveSchema, '1'),
	timeLimit: v.optional(v.nullable(TimeLimitSchema), null),
	overtime: v.optional(v.nullable(TimePenaltySchema), null),
	undertime: v.optional(v.nullable(TimePenaltySchema), null)
};

/** `judgeKinds` empty: the whole panel marks it. `quorum` null: the panel's. */
const judged = {
	kind: v.literal('judged'),
	criteria: v.pipe(v.array(CriterionSchema), v.minLength(1, 'problem_empty'), v.readonly()),
	aggregation: AggregationSchema,
	judgeKinds: v.optional(v.pipe(v.array(KeySchema), v.readonly()), []),
	quorum: v.optional(v.nullable(count(1, 99)), null),
	/** No default here and in `quiz`, so that rules without them keep their hash. */
	situations: v.optional(SituationRuleSchema)
};

const given = {
	kind: v.literal('given'),
	min: v.optional(DecimalSchema, '0'),
	step: v.optional(PositiveSchema, '0.25'),
	quiz: v.optional(QuizRuleSchema)
};

const part = { ...subPart, order: v.optional(v.picklist(PART_ORDERS), 'same') };

export const SubPartSchema = v.variant('kind', [
	v.strictObject({ ...subPart, ...judged }),
	v.strictObject({ ...subPart, ...given })
]);

export const PartSchema = v.variant('kind', [
	v.strictObject({ ...part, ...judged }),
	v.strictObject({ ...part, ...given }),
	v.strictObject({
		...part,
		kind: v.literal('compound'),
		parts: v.pipe(v.array(SubPartSchema), v.minLength(1, 'problem_empty'), v.readonly())
	})
]);

export type Part = Readonly<v.InferOutput<typeof PartSchema>>;
export type SubPart = Readonly<v.InferOutput<typeof SubPartSchema>>;
export type JudgedPart = Extract<SubPart, { kind: 'judged' }>;
export type GivenPart = Extract<SubPart, { kind: 'given' }>;
export type CompoundPart = Extract<Part, { kind: 'compound' }>;

/** A part that gets marks or a score itself, with the path under which marks and scores name it. */
export interface ScoredPart {
	readonly path: string;
	readonly part: JudgedPart | GivenPart;
}

/** Every part of a stage that is marked or given a score, compound parts taken apart, in the order of the rules. */
export function scoredParts(parts: readonly Part[]): ScoredPart[] {
	return parts.flatMap((part): ScoredPart[] =>
		part.kind === 'compound'
			? part.parts.map((sub) => ({ path: `${part.key}.${sub.key}`, part: sub }))
			: [{ path: part.key, part }]
	);
}
