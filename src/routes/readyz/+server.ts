import { app } from '#lib/server/app.ts';
import { log } from '#lib/server/log.ts';
import { obstacle } from '#lib/server/metrics/readiness.ts';
import type { RequestHandler } from './$types';

const FRESH_MS = 1000;
let last: { readonly at: number; readonly answer: Promise<string | null> } | undefined;

/** One try a second, however many ask: each try takes its turn among the writers. */
async function attempt(): Promise<string | null> {
	try {
		return await obstacle(app().database);
	} catch {
		return 'The server could not open its database.';
	}
}

function tried(): Promise<string | null> {
	if (!last || Date.now() - last.at > FRESH_MS) last = { at: Date.now(), answer: attempt() };
	return last.answer;
}

export const GET: RequestHandler = async () => {
	const problem = await tried();
	if (problem) log.warn({ problem }, 'not ready');
	return new Response(`${problem ?? 'ready'}\n`, {
		status: problem ? 503 : 200,
		headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
	});
};
