import { safeParse } from 'valibot';
import { GateConditionSchema, type SyncAnswer } from '#lib/live/gate-protocol.ts';
import { app } from '#lib/server/app.ts';
import { answerGate, gateJson, gateRefused } from '#lib/server/gate/answer-gate.ts';
import { noteGate } from '#lib/server/gate/gate-condition.ts';
import { missingSeqs } from '#lib/server/gate/missing-seqs.ts';
import { takeScans } from '#lib/server/gate/scan-queue.ts';
import type { RequestHandler } from './$types';

const LIMIT = 1024 * 1024;

/** What a gate wrote down while nobody answered: `{ items, condition }`, up to 500 records, each answered for itself. */
export const POST: RequestHandler = (event) =>
	answerGate(
		event,
		async (session, body) => {
			const { database } = app();
			const { items = [], condition } = (body ?? {}) as { items?: unknown; condition?: unknown };
			const { requestId } = event.locals;
			const outcome = await takeScans(database, { deviceId: session.deviceId, items, requestId });
			if (!outcome.ok) return gateRefused(event, outcome.refusal);
			const told = safeParse(GateConditionSchema, condition);
			if (told.success) await noteGate(database, session, { condition: told.output });
			const lastSeq = told.success ? told.output.lastSeq : 0;
			const answer: SyncAnswer = {
				serverTime: Date.now(),
				results: outcome.value.results,
				missing: await missingSeqs(database.read, session.deviceId, lastSeq)
			};
			return gateJson(answer);
		},
		LIMIT
	);
