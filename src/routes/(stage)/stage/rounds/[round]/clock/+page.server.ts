import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { publicRound } from '#lib/server/live/public-round-query.ts';
import { clockView } from '#lib/server/timing/clock-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
	const { read } = app().database;
	const { contest, round } = found(await publicRound(read, params.round, locals.locale));
	setHeaders({ 'Cache-Control': 'no-cache' });
	return { contest: { title: contest.title[locals.locale] }, round, clock: await clockView(read, round.id) };
};
