import * as v from 'valibot';
import { NameSchema } from '#lib/domain/shared/name.ts';
import { KeySchema, PositiveSchema } from './text.ts';

/** Whether the deduction is taken from one part or from the total of the round. */
export const DEDUCTION_SCOPES = ['part', 'total'] as const;
export type DeductionScope = (typeof DEDUCTION_SCOPES)[number];

/** fixed: the rule names the points · upTo: the desk names them, at most `max` · voidPart: the part counts 0 · disqualify. */
export const DeductionEffectSchema = v.variant('kind', [
	v.strictObject({ kind: v.literal('fixed'), points: PositiveSchema }),
	v.strictObject({ kind: v.literal('upTo'), max: PositiveSchema }),
	v.strictObject({ kind: v.literal('voidPart') }),
	v.strictObject({ kind: v.literal('disqualify') })
]);

export const DeductionTypeSchema = v.strictObject({
	key: KeySchema,
	name: NameSchema,
	scope: v.picklist(DEDUCTION_SCOPES),
	effect: DeductionEffectSchema
});
export type DeductionType = Readonly<v.InferOutput<typeof DeductionTypeSchema>>;

/** Always there, so that the confirmed penalty of a part's clock needs no type of its own. */
export const TIME_DEDUCTIONS = ['overtime', 'undertime'] as const;
export type TimeDeduction = (typeof TIME_DEDUCTIONS)[number];
