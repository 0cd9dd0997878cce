import * as v from 'valibot';

/** Words for people: kept as written, in the composed form (NFC) so that equal words are equal. */
export const TextSchema = v.pipe(
	v.string(),
	v.normalize('NFC'),
	v.minLength(1, 'problem_empty'),
	v.maxLength(300, 'problem_too_long')
);

/** What something is called in the two languages of the product; Vietnamese is the one that counts. */
export const NameSchema = v.strictObject({
	vi: TextSchema,
	en: TextSchema
});
export type Name = Readonly<v.InferOutput<typeof NameSchema>>;
