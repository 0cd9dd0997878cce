import type { Locale } from './figure.ts';

/** What a round or cluster is called on a page, and `lang` where that is not the page's language. */
export interface Named {
	readonly name: string;
	readonly lang?: 'vi';
}

/** The English name on an English page where there is one, else the Vietnamese, marked so that it is read aloud rightly. */
export function named(
	{ name, nameEn }: { readonly name: string; readonly nameEn?: string | null },
	locale: Locale
): Named {
	if (locale === 'vi') return { name };
	return nameEn ? { name: nameEn } : { name, lang: 'vi' };
}

/** The same where only the words have a place, such as a window's title or an option. */
export function nameOf(
	of: { readonly name: string; readonly nameEn?: string | null },
	locale: Locale
): string {
	return named(of, locale).name;
}
