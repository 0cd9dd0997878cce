import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { openedBank } from '#lib/server/quiz/bank-query.ts';
import type { RequestHandler } from './$types';

/** An opened bank as a file: what `kheo draw --bank` recounts. */
export const GET: RequestHandler = async ({ params }) => {
	const opened = found(await openedBank(app().database.read, params.code.toUpperCase(), params.bank));
	const { kind, version } = opened.bank;
	return new Response(canonicalJson(opened as never), {
		headers: {
			'Content-Type': 'application/json; charset=utf-8',
			'Content-Disposition': `attachment; filename="${opened.contest}-${kind}-v${version}.json"`
		}
	});
};
