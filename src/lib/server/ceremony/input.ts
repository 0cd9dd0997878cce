import * as v from 'valibot';

export const roundId = v.pipe(v.string(), v.minLength(1, 'field_required'));

/** The script that the person saw. */
export const scriptHash = v.pipe(v.string(), v.minLength(1, 'field_required'));

/** `seq` of what the person saw: a press that meets another state does nothing. */
export const seenSeq = v.pipe(
	v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'field_invalid'), v.transform(Number))]),
	v.integer('field_invalid'),
	v.minValue(0, 'field_invalid')
);
