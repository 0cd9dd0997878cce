import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { publicRound } from '#lib/server/live/public-round-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
	const { contest, ...page } = found(await publicRound(app().database.read, params.round, params.code));
	setHeaders({ 'Cache-Control': 'no-cache' });
	return {
		...page,
		contest: { code: contest.code, title: contest.title[locals.locale] },
		renderedAt: Date.now()
	};
};
