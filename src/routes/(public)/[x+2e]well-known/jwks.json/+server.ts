import { app } from '#lib/server/app.ts';
import { publishedKeys } from '#lib/server/honours/keys/published-keys.ts';
import type { RequestHandler } from './$types';

/** The keys that certificates are signed with, for whoever checks a proof by other means than ours. */
export const GET: RequestHandler = async () =>
	new Response(JSON.stringify({ keys: await publishedKeys(app().database.read) }), {
		headers: {
			'Content-Type': 'application/jwk-set+json',
			'Cache-Control': 'public, max-age=300',
			'Access-Control-Allow-Origin': '*',
			'Cross-Origin-Resource-Policy': 'cross-origin'
		}
	});
