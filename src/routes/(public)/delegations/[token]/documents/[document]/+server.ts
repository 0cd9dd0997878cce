import { redirect } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { execute } from '#lib/server/command/execute.ts';
import { delegationWriter } from '#lib/server/conference/delegations/delegation-actor.ts';
import { fileResponse } from '#lib/server/papers/file-response.ts';
import { openDocument } from '#lib/server/papers/open-document.ts';
import { storedFile } from '#lib/server/papers/store-file.ts';
import type { RequestHandler } from './$types';

/** A document for a unit by its link. By a press and never by a look at an address; nobody keeps a copy on the way. */
export const POST: RequestHandler = async ({ params, request, locals, getClientAddress }) => {
	const { database } = app();
	const form = await request.formData();
	const back = (code: string): never =>
		redirect(303, `/delegations/${encodeURIComponent(params.token)}/documents?refused=${code}`);
	const { actor, waitSeconds } = await delegationWriter(
		database.read,
		params.token,
		getClientAddress(),
		new Date()
	);
	if (waitSeconds > 0) return back('too_many');
	if (actor.kind !== 'delegation') return back('delegation_link_dead');
	const outcome = await execute(database, openDocument, {
		actor,
		input: { documentId: params.document, delegateId: form.get('delegateId') },
		requestId: locals.requestId
	});
	if (!outcome.ok) return back(outcome.refusal.fields[0]?.code ?? outcome.refusal.code);
	const { hash, fileName } = outcome.value;
	const file = found(await storedFile(database.read, hash));
	return fileResponse({ ...file, fileName, hash, keeps: 'private' }, request);
};
