import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { found } from '#lib/server/auth/guard.ts';
import { app } from '#lib/server/app.ts';
import { resultPackage } from '#lib/server/results/proof/package-query.ts';
import { versionAsked } from '#lib/server/results/version-asked.ts';
import type { RequestHandler } from './$types';

/** The result package of a published version: what `kheo verify` recounts. */
export const GET: RequestHandler = async ({ params, url, request }) => {
	const pkg = found(await resultPackage(app().database.read, params.code, params.round, versionAsked(url)));
	const etag = `"${pkg.resultHash.slice(0, 32)}-package"`;
	const headers = { ETag: etag, 'Cache-Control': 'no-cache' };
	if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
	const name = `${params.code}-${params.round.slice(-6)}-v${pkg.result.version}-package.json`;
	return new Response(canonicalJson(pkg), {
		headers: {
			...headers,
			'Content-Type': 'application/json; charset=utf-8',
			'Content-Disposition': `attachment; filename="${name}"`
		}
	});
};
