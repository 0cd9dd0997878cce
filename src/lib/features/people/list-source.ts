import { m } from '#lib/paraglide/messages.js';

/** A list's file as the page calls it: a pasted one was written down in the words of whoever pasted it. */
export function listSource(fileName: string): string {
	const pasted = (['vi', 'en'] as const).map((locale) => m.people_import_pasted({}, { locale }));
	return pasted.some((words) => words === fileName) ? m.people_import_pasted() : fileName;
}
