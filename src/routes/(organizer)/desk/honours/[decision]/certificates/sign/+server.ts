import { app } from '#lib/server/app.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import { p12In } from '#lib/server/honours/signing/p12/p12-in.ts';
import { signDecision } from '#lib/server/honours/signing/sign-decision.ts';
import { inWords } from '#lib/server/honours/signing/signed-words.ts';
import { log } from '#lib/server/log.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { RequestHandler } from './$types';

/**
 * Signs a decision's certificates by the P12 in the form (`p12`, `password`) and tells how far it is, a line of JSON each:
 * `{"done":3,"total":12}`, at the end `{"outcome":{…}}` or `{"refused":"…","fields":{…}}`. Whoever leaves before the end has
 * signed those that were done.
 */
export const POST: RequestHandler = async ({ params, locals, request }) => {
	const { database } = app();
	const { actor, requestId, locale } = locals;
	const { award } = await deskAward(database.read, actor, params.decision, 'award-certificate.sign');
	const form = await request.formData();
	const left = new AbortController();
	const stream = new ReadableStream<Uint8Array>({
		async start(controller) {
			const say = (line: object) => {
				if (!left.signal.aborted) controller.enqueue(new TextEncoder().encode(`${JSON.stringify(line)}\n`));
			};
			try {
				const signed = await signDecision(database, {
					...{ awardId: award.id, p12: await p12In(form), actor, requestId, signal: left.signal },
					progress: (done, total) => say({ done, total })
				});
				say({ outcome: inWords(signed, locale) });
			} catch (error) {
				if (!(error instanceof Refusal)) log.error({ err: error, requestId }, 'signing certificates failed');
				const refusal = error instanceof Refusal ? error : new Refusal('sign_failed');
				const { text, fields } = refusalWords(refusal, locale);
				say({ refused: text, fields });
			}
			if (!left.signal.aborted) controller.close();
		},
		cancel: () => left.abort()
	});
	return new Response(stream, {
		headers: { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'private, no-store' }
	});
};
