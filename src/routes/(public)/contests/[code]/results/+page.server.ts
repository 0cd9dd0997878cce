import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { publishedRounds } from '#lib/server/results/public-rounds.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
	setHeaders({ 'Cache-Control': 'no-cache' });
	return found(await publishedRounds(app().database.read, params.code, locals.locale));
};
