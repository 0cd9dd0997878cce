import { error } from '@sveltejs/kit';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { app } from '#lib/server/app.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { rulesHistory } from '#lib/server/contest/rules-query.ts';
import { askedVersion } from '#lib/server/contest/rules-in-history.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { read } = app().database;
	const { contest } = await deskContest(read, locals.actor, params.code);
	const shown = askedVersion(await rulesHistory(read, contest.id), url.searchParams.get('version'));
	if (!shown) error(404, 'not found');
	return new Response(canonicalJson(shown.rules), {
		headers: {
			'Content-Type': 'application/json',
			'Content-Disposition': `attachment; filename="${contest.code}-rules-v${shown.version}.json"`
		}
	});
};
