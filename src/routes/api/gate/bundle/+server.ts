import { app } from '#lib/server/app.ts';
import { answerGate, gateJson } from '#lib/server/gate/answer-gate.ts';
import { gateBundle } from '#lib/server/gate/gate-bundle.ts';
import type { RequestHandler } from './$types';

/** The roster from which a gate decides without network: whole, or with `?since=REV` what changed. */
export const GET: RequestHandler = (event) =>
	answerGate(event, async (session) => {
		const since = event.url.searchParams.get('since');
		const rev = since !== null && /^\d{1,9}$/.test(since) ? Number(since) : null;
		return gateJson(await gateBundle(app().database, session, rev));
	});
