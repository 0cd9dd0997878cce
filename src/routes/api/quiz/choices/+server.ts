import { json } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { takeChoice } from '#lib/server/quiz/take-choice.ts';
import type { RequestHandler } from './$types';

const LIMIT = 4 * 1024;

/** A team's choice: `{ key, askedId, choice }`. What was in time is decided by when the whole of it is here. */
export const POST: RequestHandler = async ({ request, locals, url }) => {
	// The cookie is SameSite=Strict; this also holds for browsers that ignore it.
	const origin = request.headers.get('origin');
	if (origin !== null && origin !== url.origin) return json({ message: 'cross-site' }, { status: 403 });
	if (Number(request.headers.get('content-length') ?? LIMIT + 1) > LIMIT) {
		return json({ message: 'too large' }, { status: 413 });
	}
	const body: unknown = await request.json().catch(() => null);
	const taken = await takeChoice(app().database, {
		actor: locals.team,
		body,
		locale: locals.locale,
		requestId: locals.requestId
	});
	return json(taken, { headers: { 'cache-control': 'private, no-store' } });
};
