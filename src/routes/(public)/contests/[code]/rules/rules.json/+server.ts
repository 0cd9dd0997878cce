import { error } from '@sveltejs/kit';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { app } from '#lib/server/app.ts';
import { contestHeading, rulesHistory } from '#lib/server/contest/rules-query.ts';
import { askedVersion } from '#lib/server/contest/rules-in-history.ts';
import type { RequestHandler } from './$types';

/** The rules byte for byte as they were hashed: `sha256sum` of this file is the hash on every print. */
export const GET: RequestHandler = async ({ params, url }) => {
	const { read } = app().database;
	const contest = await contestHeading(read, params.code);
	if (!contest || contest.status === 'draft') error(404, 'not found');
	const shown = askedVersion(await rulesHistory(read, contest.id), url.searchParams.get('version'));
	if (!shown) error(404, 'not found');
	return new Response(canonicalJson(shown.rules), {
		headers: {
			'Content-Type': 'application/json',
			'Content-Disposition': `attachment; filename="${contest.code}-rules-v${shown.version}.json"`
		}
	});
};
