import { app } from '#lib/server/app.ts';
import { answerStandings } from '#lib/server/results/standings-api.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, locals, url, request }) =>
	answerStandings(app().database.read, {
		code: params.code,
		roundId: params.round,
		actor: locals.actor,
		official: url.searchParams.get('projection') === 'official',
		known: request.headers.get('if-none-match')
	});
