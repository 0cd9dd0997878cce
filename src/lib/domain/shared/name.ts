import * as v from 'valibot';

/** What something is called in the two languages of the product; Vietnamese is the one that counts. */
export const NameSchema = v.strictObject({
	vi: v.pipe(v.string(), v.minLength(1, 'problem_empty'), v.maxLength(300, 'problem_too_long')),
	en: v.pipe(v.string(), v.minLength(1, 'problem_empty'), v.maxLength(300, 'problem_too_long'))
});
export type Name = Readonly<v.InferOutput<typeof NameSchema>>;
