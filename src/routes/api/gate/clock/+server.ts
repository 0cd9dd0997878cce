import { answerGate, gateJson } from '#lib/server/gate/answer-gate.ts';
import type { RequestHandler } from './$types';

/** The server's clock, where sockets do not get through. */
export const GET: RequestHandler = (event) => {
	const receivedMs = Date.now();
	return answerGate(event, async () => gateJson({ receivedMs, repliedMs: Date.now() }));
};
