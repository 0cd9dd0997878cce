import * as v from 'valibot';
import { isDay } from '#lib/domain/shared/day.ts';
import { legible } from '#lib/domain/shared/legible.ts';
import { ID_PATTERN } from '#lib/live/id.ts';

export const id = v.pipe(v.string(), v.regex(ID_PATTERN, 'field_invalid'));

/** Text that must be there: legible, no case changes, no spaces around it. */
export const text = (most: number) =>
	v.pipe(
		v.string('field_required'),
		v.transform(legible),
		v.trim(),
		v.minLength(1, 'field_required'),
		v.maxLength(most, 'field_too_long')
	);

/** Text that may be left out; empty becomes null. */
export const optionalText = (most: number) =>
	v.pipe(
		v.optional(v.nullable(v.string()), null),
		v.transform((value) => (value === null ? null : legible(value).trim() || null)),
		v.check((value) => value === null || value.length <= most, 'field_too_long')
	);

/** An id that a form's select may leave empty. */
export const optionalId = v.pipe(
	v.optional(v.nullable(v.string()), null),
	v.transform((value) => value || null),
	v.check((value) => value === null || ID_PATTERN.test(value), 'field_invalid')
);

/** Why something was done: kept in the audit log, so a word is not enough. */
export const reason = v.pipe(
	v.string('contest_reason_required'),
	v.transform(legible),
	v.trim(),
	v.minLength(5, 'contest_reason_required'),
	v.maxLength(1000, 'field_too_long')
);

/** A day as `2024-10-15`; empty becomes null. */
export const optionalDay = v.pipe(
	v.optional(v.nullable(v.string()), null),
	v.transform((value) => value?.trim() || null),
	v.check((value) => value === null || isDay(value), 'contest_day_invalid')
);

/** A whole number, from JSON or as typed into a form. */
export const whole = (least: number, most: number) =>
	v.pipe(
		v.union(
			[v.number(), v.pipe(v.string(), v.trim(), v.regex(/^\d{1,6}$/), v.transform(Number))],
			'field_invalid'
		),
		v.integer('field_invalid'),
		v.minValue(least, 'field_invalid'),
		v.maxValue(most, 'field_invalid')
	);

/** A tick box: JSON's true, or what a form sends for it. */
export const ticked = v.pipe(
	v.optional(v.union([v.boolean(), v.string()]), false),
	v.transform((value) => value === true || value === 'on' || value === 'true')
);

export const version = v.optional(v.nullable(whole(0, 999_999)), null);
