import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { publicRoundFacts } from '#lib/server/results/public-rounds.ts';
import { resultView } from '#lib/server/results/result-view.ts';
import { versionAsked } from '#lib/server/results/version-asked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url, setHeaders }) => {
	const { read } = app().database;
	const round = found(await publicRoundFacts(read, params.code, params.round, locals.locale));
	const version = versionAsked(url);
	const result = await resultView(read, params.code, params.round, version, locals.locale);
	if (!result && version !== undefined) found(null);
	setHeaders({ 'Cache-Control': 'no-cache' });
	// A link to 'why this place?' opens the answer, in every browser and without scripts.
	return { ...round, result, why: url.searchParams.get('why') };
};
