import { app } from '#lib/server/app.ts';
import { execute } from '#lib/server/command/execute.ts';
import { answerGate, gateJson, gateRefused } from '#lib/server/gate/answer-gate.ts';
import { settleConflict } from '#lib/server/gate/settle-conflict.ts';
import type { RequestHandler } from './$types';

/** A supervisor's word on a conflict: `{ conflict, resolution, reason }`. */
export const POST: RequestHandler = (event) =>
	answerGate(event, async (session, body) => {
		const outcome = await execute(app().database, settleConflict, { actor: session.actor, input: body });
		return outcome.ok ? gateJson({}) : gateRefused(event, outcome.refusal);
	});
