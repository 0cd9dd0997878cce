import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { unprintable } from '#lib/server/documents/lacking-signs.ts';
import { bookAsked } from '#lib/server/honours/golden-book/book-asked.ts';
import type { PageServerLoad } from './$types';

const SHOWN = 500;

export const load: PageServerLoad = async ({ locals: { actor }, url }) => {
	allowAnywhere(actor, 'award.read');
	const asked = await bookAsked(app().database.read, actor, url.searchParams);
	return {
		lacking: unprintable(asked?.lines.map(({ words }) => words)),
		asked: asked && { ...asked, lines: asked.lines.slice(0, SHOWN), found: asked.lines.length }
	};
};
