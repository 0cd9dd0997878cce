import { json, type RequestEvent } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { statusOf } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import { gateOf, type GateSession } from './gate-session.ts';

const HEADERS = { 'cache-control': 'private, no-store' };

export const gateJson = (value: unknown, status = 200): Response => json(value, { status, headers: HEADERS });

/** A "no" to a gate's page: its code and what people read. */
export function gateRefused(event: RequestEvent, refusal: Refusal): Response {
	return gateJson(refusalWords(refusal, event.locals.locale), statusOf(refusal));
}

/**
 * Answers what a paired tablet asks; 401 tells the page to forget everything. Bodies are read up to `limit` bytes, and asked for
 * from this site only: the cookie is SameSite=Strict, and this holds for browsers that ignore it too.
 */
export async function answerGate(
	event: RequestEvent,
	answer: (session: GateSession, body: unknown) => Promise<Response>,
	limit = 16 * 1024
): Promise<Response> {
	const { request, url } = event;
	const origin = request.headers.get('origin');
	if (origin !== null && origin !== url.origin) return gateJson({ code: 'forbidden' }, 403);
	const session = await gateOf(event, app().database.read);
	if (!session) return gateJson({ code: 'gate_not_paired' }, 401);
	let body: unknown = null;
	if (request.method === 'POST') {
		if (Number(request.headers.get('content-length') ?? limit + 1) > limit)
			return gateJson({ code: 'too_large' }, 413);
		body = await request.json().catch(() => null);
	}
	try {
		return await answer(session, body);
	} catch (error) {
		if (error instanceof Refusal) return gateRefused(event, error);
		throw error;
	}
}
