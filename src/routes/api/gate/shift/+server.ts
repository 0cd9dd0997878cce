import { app } from '#lib/server/app.ts';
import { answerGate, gateJson, gateRefused } from '#lib/server/gate/answer-gate.ts';
import { signInOperator, signOutOperator } from '#lib/server/gate/sign-in-operator.ts';
import type { RequestHandler } from './$types';

/** Begins a shift: `{ operatorId, pin }`. */
export const POST: RequestHandler = (event) =>
	answerGate(event, async (session, body) => {
		const outcome = await signInOperator(app().database, session, body);
		return outcome.ok ? gateJson({ operator: outcome.value }) : gateRefused(event, outcome.refusal);
	});

/** Ends it. */
export const DELETE: RequestHandler = (event) =>
	answerGate(event, async (session) => {
		await signOutOperator(app().database, session);
		return gateJson({ operator: null });
	});
