import { app } from '#lib/server/app.ts';
import { answerGate, gateJson } from '#lib/server/gate/answer-gate.ts';
import { insideNames } from '#lib/server/gate/inside-names.ts';
import type { RequestHandler } from './$types';

/** Who is inside, by name, for supervisors: `?checkpoint=`. */
export const GET: RequestHandler = (event) =>
	answerGate(event, async (session) => {
		const checkpoint = (event.url.searchParams.get('checkpoint') ?? '').slice(0, 64);
		return gateJson({ names: await insideNames(app().database.read, session.actor, checkpoint) });
	});
