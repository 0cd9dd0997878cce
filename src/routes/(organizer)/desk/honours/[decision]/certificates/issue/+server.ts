import { app } from '#lib/server/app.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import { issueCertificates } from '#lib/server/honours/issue/issue-certificates.ts';
import { log } from '#lib/server/log.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { RequestHandler } from './$types';

/**
 * Issues what is missing and tells how far it is, a line of JSON each: `{"done":3,"total":12}`, at the end `{"outcome":{…}}`
 * or `{"refused":"…"}`. Whoever leaves before the end has issued nothing.
 */
export const POST: RequestHandler = async ({ params, locals, url }) => {
	const { database, config } = app();
	const { actor, requestId, locale } = locals;
	const { award } = await deskAward(database.read, actor, params.decision, 'award-certificate.issue');
	const left = new AbortController();
	const stream = new ReadableStream<Uint8Array>({
		async start(controller) {
			const say = (line: object) => {
				if (!left.signal.aborted) controller.enqueue(new TextEncoder().encode(`${JSON.stringify(line)}\n`));
			};
			try {
				const outcome = await issueCertificates(database, {
					...{ awardId: award.id, origin: config.origin ?? url.origin, actor, requestId },
					progress: (done, total) => say({ done, total }),
					signal: left.signal
				});
				say({ outcome });
			} catch (error) {
				if (left.signal.aborted) return;
				if (!(error instanceof Refusal)) log.error({ err: error, requestId }, 'issuing certificates failed');
				const refusal = error instanceof Refusal ? error : new Refusal('proof_issue_failed');
				say({ refused: refusalWords(refusal, locale).text });
			}
			if (!left.signal.aborted) controller.close();
		},
		cancel: () => left.abort()
	});
	return new Response(stream, {
		headers: { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'private, no-store' }
	});
};
