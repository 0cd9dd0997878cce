import { error } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { storedPicture } from '#lib/server/pictures/store.ts';
import type { RequestHandler } from './$types';

/**
 * A picture under the hash of its bytes: what is there never changes. Nobody can guess an address, so a picture is seen by
 * whom a page shows it to. Whatever a browser takes the bytes for, nothing in them may run.
 */
export const GET: RequestHandler = async ({ params }) => {
	const picture = await storedPicture(app().database.read, params.hash);
	if (!picture) error(404);
	return new Response(picture.bytes as Uint8Array<ArrayBuffer>, {
		headers: {
			'Content-Type': picture.type,
			'Content-Length': String(picture.bytes.length),
			'Content-Disposition': 'inline',
			'Cache-Control': 'public, max-age=31536000, immutable',
			'Content-Security-Policy': "default-src 'none'; sandbox",
			ETag: `"${params.hash}"`
		}
	});
};
