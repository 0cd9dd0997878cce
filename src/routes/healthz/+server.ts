import type { RequestHandler } from './$types';

/** The process is alive and answers; says nothing of the database, or a slow disk would get it killed. */
export const GET: RequestHandler = () =>
	new Response('ok\n', {
		headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
	});
