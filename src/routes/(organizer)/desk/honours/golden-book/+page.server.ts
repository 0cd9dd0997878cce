import { cursorIn } from '#lib/domain/shared/cursor-page.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { unprintable } from '#lib/server/documents/lacking-signs.ts';
import { bookAsked } from '#lib/server/honours/golden-book/book-asked.ts';
import { bookPage, bookState, bookWords } from '#lib/server/honours/golden-book/book-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor }, url }) => {
	allowAnywhere(actor, 'award.read');
	const { read } = app().database;
	const asked = await bookAsked(read, actor, url.searchParams);
	if (!asked) return { asked: null, lacking: unprintable([]) };
	const { book, query, only } = asked;
	const cursor = cursorIn(url.searchParams);
	const isFirst = cursor.after === null && cursor.before === null;
	const [page, state, words] = await Promise.all([
		bookPage(read, { ...book, query, only }, cursor),
		bookState(read, book),
		// The whole book is printed, whatever is shown of it; it is told once, where somebody begins to read.
		isFirst ? bookWords(read, book) : []
	]);
	return { asked: { ...asked, ...page, ...state }, lacking: unprintable(words) };
};
