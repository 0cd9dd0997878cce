import { refusalWords } from '#lib/words/refusal.ts';
import type { SignedDecision } from './sign-decision.ts';

/** What a signing came to, with the reasons in words; a field's own sentence says more than that something is wrong. */
export const inWords = ({ signed, failed }: SignedDecision, locale: 'vi' | 'en') => ({
	signed,
	failed: failed.map(({ why, ...of }) => {
		const { text, fields } = refusalWords(why, locale);
		return { ...of, why: Object.values(fields)[0] ?? text };
	})
});
