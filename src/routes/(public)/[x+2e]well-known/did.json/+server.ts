import { app } from '#lib/server/app.ts';
import { didDocument } from '#lib/server/honours/badges/credential.ts';
import type { RequestHandler } from './$types';

/** Who signs the badges of this installation, as did:web. */
export const GET: RequestHandler = async ({ url }) => {
	const { config, database } = app();
	return new Response(JSON.stringify(await didDocument(database.read, config.origin ?? url.origin)), {
		headers: {
			'Content-Type': 'application/did+json',
			'Cache-Control': 'public, max-age=300',
			'Access-Control-Allow-Origin': '*',
			'Cross-Origin-Resource-Policy': 'cross-origin'
		}
	});
};
