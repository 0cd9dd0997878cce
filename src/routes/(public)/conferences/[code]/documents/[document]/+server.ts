import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { publicDocument } from '#lib/server/papers/document-query.ts';
import { fileResponse } from '#lib/server/papers/file-response.ts';
import { storedFile } from '#lib/server/papers/store-file.ts';
import type { RequestHandler } from './$types';

/** A document that everybody may read. Asked for each time, so that what the desk takes back is gone. */
export const GET: RequestHandler = async ({ params, request }) => {
	const { read } = app().database;
	const { hash, fileName } = found(await publicDocument(read, params.code, params.document));
	const file = found(await storedFile(read, hash));
	return fileResponse({ ...file, fileName, hash, keeps: 'public' }, request);
};
