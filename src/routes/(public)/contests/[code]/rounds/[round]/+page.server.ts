import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { publicRound } from '#lib/server/live/public-round-query.ts';
import { correctionNotices } from '#lib/server/live/public-corrections-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
	const { contest, ...page } = found(
		await publicRound(app().database.read, params.round, locals.locale, params.code)
	);
	setHeaders({ 'Cache-Control': 'no-cache' });
	return {
		...page,
		contest: { code: contest.code, title: contest.title[locals.locale] },
		corrections: await correctionNotices(app().database.read, contest.code, locals.locale, params.round),
		renderedAt: Date.now()
	};
};
