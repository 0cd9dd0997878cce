import type { RosterDelegate } from '#lib/domain/admission/roster.ts';
import { searchKey, searchWords } from '#lib/domain/people/search-key.ts';
import type { Found } from './gate-line.ts';

const MOST_FOUND = 20;

/** Whom a tablet's own roster has by these words of name or unit; what only the server knows of them is left out. */
export function foundIn(delegates: readonly RosterDelegate[], query: string): readonly Found[] {
	const words = searchWords(query);
	if (words.length === 0) return [];
	return delegates
		.filter(({ name, unit }) => words.every((word) => searchKey(`${name} ${unit}`).includes(word)))
		.slice(0, MOST_FOUND)
		.map((one) => ({ ...one, birthYear: null, phoneEnd: null }));
}
