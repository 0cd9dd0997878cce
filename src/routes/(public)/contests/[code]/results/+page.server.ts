import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { publishedHonours } from '#lib/server/honours/roll/public-event.ts';
import { publishedRounds } from '#lib/server/results/public-rounds.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
	setHeaders({ 'Cache-Control': 'no-cache' });
	const { read } = app().database;
	const rounds = found(await publishedRounds(read, params.code, locals.locale));
	return { ...rounds, honours: await publishedHonours(read, { kind: 'contest', code: rounds.contest.code }) };
};
