import { json } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { execute } from '#lib/server/command/execute.ts';
import { statusOf } from '#lib/server/command/form.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { pressClock } from '#lib/server/timing/press-clock.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { RequestHandler } from './$types';

/** One press of the stage clock: sent again until it is answered, under the key that the tablet made. */
export const POST: RequestHandler = async ({ request, locals, params, url }) => {
	const origin = request.headers.get('origin');
	if (origin !== null && origin !== url.origin) return json({ message: 'cross-site' }, { status: 403 });
	const body = (await request.json().catch(() => null)) as Record<string, unknown> | null;
	const actor = atDesk(locals);
	if (actor.kind === 'anonymous') return json({ message: 'asleep' }, { status: 401 });
	const outcome = await execute(app().database, pressClock, {
		actor,
		input: { ...body, roundId: params.id },
		key: typeof body?.pressId === 'string' ? body.pressId : undefined,
		requestId: locals.requestId
	});
	if (outcome.ok) return json(outcome.value, { headers: { 'cache-control': 'no-store' } });
	const { refusal } = outcome;
	return json({ refused: refusalWords(refusal, locals.locale) }, { status: statusOf(refusal) });
};
