import { app } from '#lib/server/app.ts';
import { setAwake } from '#lib/server/auth/tablet.ts';
import { deskWakeFor } from '#lib/server/judging/device-awake-query.ts';
import type { RequestHandler } from './$types';

/**
 * The tablet is being touched: it stays awake at the desk. `{ wake }`, the proof that a judge's sheet holds, wakes it, so
 * that a chair gives the PIN once for both. Answers 401 where it sleeps.
 */
export const POST: RequestHandler = async (event) => {
	const { locals, request } = event;
	if (locals.isAwake) return new Response(null, { status: 204 });
	const body = (await request.json().catch(() => null)) as { wake?: unknown } | null;
	const wake = typeof body?.wake === 'string' ? body.wake.slice(0, 200) : null;
	const desk = wake && (await deskWakeFor(app().database.read, locals.tablet, wake, new Date()));
	if (!desk) return new Response(null, { status: 401 });
	setAwake(event, desk);
	return new Response(null, { status: 204 });
};

/** The tablet was locked: it sleeps at the desk too. */
export const DELETE: RequestHandler = (event) => {
	setAwake(event, null);
	return new Response(null, { status: 204 });
};
