import { json } from '@sveltejs/kit';
import { safeParse } from 'valibot';
import { app } from '#lib/server/app.ts';
import { mayLook } from '#lib/server/honours/hand-over/look-at-stage.ts';
import { takeTaps, TapsSchema } from '#lib/server/honours/hand-over/take-taps.ts';
import type { RequestHandler } from './$types';

const LIMIT = 128 * 1024;
const HEADERS = { 'cache-control': 'private, no-store' };
const refused = (code: string, status: number) => json({ code }, { status, headers: HEADERS });

/**
 * What a tablet beside the stage wrote down: `{ account, taps }`, each tap answered for itself. Where nobody is signed in, somebody
 * else is, or the account may not (any more), nothing is looked at, and the tablet keeps all of it.
 */
export const POST: RequestHandler = async ({ request, locals, params, url }) => {
	// The cookie is SameSite; this also holds for browsers that ignore it.
	const origin = request.headers.get('origin');
	if (origin !== null && origin !== url.origin) return refused('cross-site', 403);
	if (Number(request.headers.get('content-length') ?? LIMIT + 1) > LIMIT) return refused('too_large', 413);
	const { actor, locale, requestId } = locals;
	const { database } = app();
	const allowed = await mayLook(database.read, actor, params.decision);
	if (allowed === 'signed-out') return refused('signed-out', 401);
	const sent = safeParse(TapsSchema, await request.json().catch(() => null));
	if (!sent.success) return refused('invalid', 400);
	const { account, taps } = sent.output;
	// Who tapped is who did it, whoever is signed in by now.
	if (actor.kind !== 'account' || actor.accountId !== account) return refused('other-account', 409);
	if (allowed !== 'yes') return refused(allowed, allowed === 'gone' ? 404 : 403);
	const asked = { awardId: params.decision, actor, taps, locale, requestId };
	return json(await takeTaps(database, asked), { headers: HEADERS });
};
