import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import { fileResponse } from '#lib/server/papers/file-response.ts';
import { storedFile } from '#lib/server/papers/store-file.ts';
import type { RequestHandler } from './$types';

/** The signed decision as it was scanned, for whoever may read it. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
	const { read } = app().database;
	const { award } = await deskAward(read, locals.actor, params.decision);
	const hash = found(award.scanHash);
	const file = found(await storedFile(read, hash));
	return fileResponse({ ...file, hash, fileName: award.scanName ?? hash, keeps: 'private' }, request);
};
