import type { Actor } from '#lib/domain/access/actor.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { booksFor } from './book-query.ts';

const ONLY = ['good', 'void'] as const;
const LONGEST = 120;

/** The book that an address names, with its filters; the newest where it names none. Null where there is no book at all. */
export async function bookAsked(read: Tx, actor: Actor, search: URLSearchParams) {
	const books = await booksFor(read, actor);
	const [issuerId, year, kind] = (search.get('book') ?? '').split('.');
	const book =
		books.find((one) => one.issuerId === issuerId && String(one.year) === year && one.kind === kind) ??
		books[0];
	if (!book) return null;
	const query = (search.get('q') ?? '').trim().slice(0, LONGEST);
	const only = ONLY.find((one) => one === search.get('only')) ?? null;
	return { books, book, query, only };
}
