import * as v from 'valibot';

const NUMBER = /^(\d{1,9})(?:[.,](\d{1,9}))?$/;

/** Points as people type them, comma or dot, in plain decimal text; empty becomes null, what is no number stays as it is. */
export function decimalTyped(typed: string): string | null {
	const text = typed.trim();
	if (text === '') return null;
	const found = NUMBER.exec(text);
	if (!found) return text;
	const fraction = found[2]?.replace(/0+$/, '');
	const whole = found[1]!.replace(/^0+(?=\d)/, '');
	return fraction ? `${whole}.${fraction}` : whole;
}

/** Points from a form or from JSON. */
export const typedPoints = v.pipe(
	v.optional(v.nullable(v.pipe(v.string(), v.maxLength(30))), null),
	v.transform((typed) => (typed === null ? null : decimalTyped(typed)))
);
