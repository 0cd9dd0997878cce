import { app } from '#lib/server/app.ts';
import { answerGate, gateJson } from '#lib/server/gate/answer-gate.ts';
import { searchDelegates } from '#lib/server/gate/search-delegates.ts';
import type { RequestHandler } from './$types';

/** Delegates by name or unit, for operators who may search. */
export const GET: RequestHandler = (event) =>
	answerGate(event, async (session) => {
		const query = (event.url.searchParams.get('q') ?? '').slice(0, 100);
		return gateJson({ found: await searchDelegates(app().database.read, session.actor, query) });
	});
