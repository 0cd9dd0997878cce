import { error } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { execute } from '#lib/server/command/execute.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { documentOnDesk } from '#lib/server/papers/document-query.ts';
import { fileResponse } from '#lib/server/papers/file-response.ts';
import { openDocument } from '#lib/server/papers/open-document.ts';
import { storedFile } from '#lib/server/papers/store-file.ts';
import type { RequestHandler } from './$types';

/** A document's file for whoever works at the desk; of a closed one it is written down who opened it. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
	const { database } = app();
	const { read } = database;
	const { conference } = await deskConference(read, locals.actor, params.code, 'document.open');
	found(await documentOnDesk(read, conference.id, params.document));
	const { actor, requestId } = locals;
	const input = { documentId: params.document };
	const outcome = await execute(database, openDocument, { actor, input, requestId });
	if (!outcome.ok) error(403);
	const { hash, fileName } = outcome.value;
	const file = found(await storedFile(read, hash));
	return fileResponse({ ...file, fileName, hash, keeps: 'private' }, request);
};
