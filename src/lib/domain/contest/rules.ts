import * as v from 'valibot';
import { NameSchema } from '#lib/domain/shared/name.ts';
import { CalibrationSchema } from './calibration.ts';
import { DeductionTypeSchema } from './deduction-type.ts';
import { PanelSchema } from './panel.ts';
import { PartSchema } from './part.ts';
import { PlacingRuleSchema } from './placing-rule.ts';
import { PrizesSchema } from './prizes.ts';
import { QualificationRuleSchema } from './qualification-rule.ts';
import { COMPARISONS, RoundingSchema } from './rounding.ts';
import { TeamRuleSchema } from './team-rule.ts';
import { count, KeySchema, DecimalSchema } from './text.ts';
import { TieStepSchema } from './tie-ladder.ts';
import { VisibilitySchema } from './visibility.ts';

/** One round for everybody, or a round in every contest cluster ("cụm thi"). */
export const ROUND_LAYOUTS = ['single', 'perCluster'] as const;
export type RoundLayout = (typeof ROUND_LAYOUTS)[number];

/** Teams of a stage are those registered for the contest, or those that went through an earlier stage. */
export const EntrantSourceSchema = v.variant('kind', [
	v.strictObject({ kind: v.literal('registered') }),
	v.strictObject({ kind: v.literal('qualified'), from: KeySchema })
]);
export type EntrantSource = Readonly<v.InferOutput<typeof EntrantSourceSchema>>;

/** How the order of performance comes about: from the committed seed, or drawn by hand at the table and typed in. */
export const ORDER_METHODS = ['seed', 'hand'] as const;
export type OrderMethod = (typeof ORDER_METHODS)[number];

/** Below this a score does not fall through deductions; null: it may go negative. */
export const FloorsSchema = v.strictObject({
	part: v.optional(v.nullable(DecimalSchema), '0'),
	total: v.optional(v.nullable(DecimalSchema), '0')
});
export type Floors = Readonly<v.InferOutput<typeof FloorsSchema>>;

/** Everything that decides one stage: what is scored, how it is counted, who sits, who goes on. */
export const StageSchema = v.strictObject({
	key: KeySchema,
	name: NameSchema,
	layout: v.optional(v.picklist(ROUND_LAYOUTS), 'single'),
	entrants: v.optional(EntrantSourceSchema, { kind: 'registered' }),
	order: v.optional(v.picklist(ORDER_METHODS), 'seed'),
	panel: PanelSchema,
	parts: v.pipe(v.array(PartSchema), v.minLength(1, 'problem_empty'), v.readonly()),
	deductions: v.optional(v.pipe(v.array(DeductionTypeSchema), v.readonly()), []),
	floors: v.optional(FloorsSchema, { part: '0', total: '0' }),
	rounding: v.optional(v.pipe(v.array(RoundingSchema), v.readonly()), []),
	placing: v.optional(PlacingRuleSchema, { by: 'points' }),
	compare: v.optional(v.picklist(COMPARISONS), 'exact'),
	shownDecimals: v.optional(count(0, 6), 2),
	tieLadder: v.pipe(v.array(TieStepSchema), v.minLength(1, 'problem_empty'), v.readonly()),
	qualification: v.optional(QualificationRuleSchema, { kind: 'none' }),
	prizes: v.optional(PrizesSchema, {}),
	visibility: v.optional(VisibilitySchema, {}),
	/** No default, so that rules without it keep their hash. */
	calibration: v.optional(CalibrationSchema),
	/** How long after its publication a team may appeal against a result, in hours; missing: the rules set no time. */
	appealHours: v.optional(count(1, 720))
});
export type Stage = Readonly<v.InferOutput<typeof StageSchema>>;

/** The rules of a contest as plain JSON. A contest locks and hashes the text it was validated to, defaults written out. */
export const RulesSchema = v.strictObject({
	format: v.literal('kheo-rules'),
	version: v.literal(1),
	name: NameSchema,
	teams: v.optional(TeamRuleSchema, {}),
	stages: v.pipe(v.array(StageSchema), v.minLength(1, 'problem_empty'), v.readonly())
});
export type Rules = Readonly<v.InferOutput<typeof RulesSchema>>;
/** Rules as people write them: everything with a default may be left out. */
export type RulesInput = v.InferInput<typeof RulesSchema>;
