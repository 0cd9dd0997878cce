import { searchWords } from '#lib/domain/people/search-key.ts';
import { readCheckCode } from '#lib/domain/shared/check-code.ts';

/** What somebody looks for in a book or among certificates. */
export interface Searched {
	/** The code on a certificate: then it is nothing else. */
	readonly code: string | null;
	/** Of the golden book, as typed: '056' is 56. */
	readonly number: number | null;
	/** How a decision's number begins: '1234/QĐ-UBND'. */
	readonly decision: string | null;
	/** Parts of a recipient's name and unit. */
	readonly words: readonly string[];
}

const LONGEST = 120;

/** Reads what was typed into the one field of a search: a code, a number of the book, a decision's number, or a name. */
export function searched(typed: string): Searched {
	const text = typed.normalize('NFC').trim().slice(0, LONGEST);
	return {
		code: readCheckCode(text),
		number: /^\d{1,7}$/.test(text) ? Number(text) : null,
		decision: /^\d+\s*\//.test(text) ? text.replace(/\s+/g, '') : null,
		words: searchWords(text)
	};
}

/** The recipients that are meant, but for a number of the book. */
export const recipientsMeant = ({ code, decision, words }: Searched) =>
	code
		? { certificates: { some: { code } } }
		: {
				OR: [
					{ AND: words.map((word) => ({ searchKey: { contains: word } })) },
					...(decision ? [{ decision: { number: { startsWith: decision } } }] : [])
				]
			};
