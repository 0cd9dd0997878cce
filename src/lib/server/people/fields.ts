import * as v from 'valibot';
import { writtenName } from '#lib/domain/people/written-name.ts';

/** Text that must be there, NFC and single-spaced. */
export function RequiredText(longest: number) {
	return v.pipe(
		v.string('field_required'),
		v.transform(writtenName),
		v.minLength(1, 'field_required'),
		v.maxLength(longest, 'field_too_long')
	);
}

const emptyAsNull = (text: string | null): string | null => writtenName(text ?? '') || null;

/** Text that may be missing; an empty field is null. */
export function OptionalText(longest: number) {
	return v.pipe(
		v.optional(v.nullable(v.string()), null),
		v.transform(emptyAsNull),
		v.nullable(v.pipe(v.string(), v.maxLength(longest, 'field_too_long')))
	);
}

export const OptionalId = OptionalText(64);

function isDay(text: string): boolean {
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** YYYY-MM-DD of a day that exists, or null. */
export const OptionalDay = v.pipe(
	OptionalText(10),
	v.nullable(v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/, 'people_day'), v.check(isDay, 'people_day')))
);
