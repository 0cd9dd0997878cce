import { found } from '#lib/server/auth/guard.ts';
import { app } from '#lib/server/app.ts';
import { answerExport } from '#lib/server/results/export/answer.ts';
import { EXPORTS } from '#lib/server/results/export/answer.ts';
import { publishedResult } from '#lib/server/results/published-query.ts';
import { versionAsked } from '#lib/server/results/version-asked.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, url, locals, request }) => {
	const kind = found(EXPORTS.find((known) => known === params.kind));
	const stored = found(
		await publishedResult(app().database.read, params.code, params.round, versionAsked(url))
	);
	return answerExport(stored, kind, locals.locale, request.headers.get('if-none-match'));
};
