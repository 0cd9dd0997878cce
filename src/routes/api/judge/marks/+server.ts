import { json } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { answerTablet } from '#lib/server/judging/answer-tablet.ts';
import type { RequestHandler } from './$types';

const LIMIT = 512 * 1024;

/** What a tablet asks where sockets do not get through: `{ wake, ask }`, answered as over the socket. */
export const POST: RequestHandler = async ({ request, locals, url }) => {
	// The cookie is SameSite=Strict; this also holds for browsers that ignore it.
	const origin = request.headers.get('origin');
	if (origin !== null && origin !== url.origin) return json({ message: 'cross-site' }, { status: 403 });
	if (Number(request.headers.get('content-length') ?? LIMIT + 1) > LIMIT) {
		return json({ message: 'too large' }, { status: 413 });
	}
	const body = (await request.json().catch(() => null)) as { wake?: unknown; ask?: unknown } | null;
	const wake = typeof body?.wake === 'string' ? body.wake : null;
	const answer = await answerTablet(app().database, { actor: locals.tablet, wake }, body?.ask);
	return json(answer, { headers: { 'cache-control': 'no-store' } });
};
