import { json } from '@sveltejs/kit';
import { fromBase64Url } from '#lib/live/hand-over/chain.ts';
import { LETTER_LIMIT } from '#lib/live/hand-over/letter.ts';
import { app } from '#lib/server/app.ts';
import { statusOf } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { isAwake } from '#lib/server/judging/answer-tablet.ts';
import { deliverHandOver } from '#lib/server/judging/deliver-hand-over.ts';
import { log } from '#lib/server/log.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { RequestHandler } from './$types';

const LIMIT = 2 * LETTER_LIMIT;

/**
 * A letter that one tablet hands over and another, or the desk, carries: `{ wake, letter }`, the letter in base64url.
 * Answers `{ ok: true, value }` or `{ ok: false, refused }`.
 */
export const POST: RequestHandler = async ({ request, locals, url }) => {
	const origin = request.headers.get('origin');
	if (origin !== null && origin !== url.origin) return json({ message: 'cross-site' }, { status: 403 });
	if (Number(request.headers.get('content-length') ?? LIMIT + 1) > LIMIT) {
		return json({ message: 'too large' }, { status: 413 });
	}
	const body = (await request.json().catch(() => null)) as { wake?: unknown; letter?: unknown } | null;
	const wake = typeof body?.wake === 'string' ? body.wake.slice(0, 200) : null;
	const letter = typeof body?.letter === 'string' ? fromBase64Url(body.letter) : null;
	const refuse = (refusal: Refusal) =>
		json(
			{ ok: false, refused: refusalWords(refusal, locals.locale) },
			{ status: statusOf(refusal), headers: { 'cache-control': 'no-store' } }
		);
	const { database } = app();
	const { tablet } = locals;
	try {
		if (tablet.kind === 'device' && !locals.isAwake && !(await isAwake(database, tablet, wake))) {
			return refuse(new Refusal('judging_asleep'));
		}
		const actor = tablet.kind === 'device' ? tablet : locals.actor;
		const { requestId } = locals;
		const outcome = letter
			? await deliverHandOver(database, { actor, letter, requestId })
			: { ok: false as const, refusal: new Refusal('judging_letter_bad') };
		if (!outcome.ok) return refuse(outcome.refusal);
		return json({ ok: true, value: outcome.value }, { headers: { 'cache-control': 'no-store' } });
	} catch (error) {
		if (error instanceof Refusal) return refuse(error);
		log.error({ err: error }, 'a hand-over was not taken');
		return refuse(new Refusal('judging_unavailable'));
	}
};
