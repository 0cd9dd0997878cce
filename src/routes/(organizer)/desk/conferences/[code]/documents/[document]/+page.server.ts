import { redirect, type RequestEvent } from '@sveltejs/kit';
import { DOCUMENT_READERS } from '#lib/domain/conference/document-readers.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import type { Command } from '#lib/server/command/command.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { documentChoices, documentOnDesk } from '#lib/server/papers/document-query.ts';
import { editDocument, releaseDocument, removeDocument } from '#lib/server/papers/edit-document.ts';
import { receipts, unitsWithout } from '#lib/server/papers/receipt-query.ts';
import { sendOtherFile } from '#lib/server/papers/send-document.ts';
import type { Actions, PageServerLoad } from './$types';

const SHOWN = 300;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const { conference, mayDo } = await deskConference(read, locals.actor, params.code, 'document.read');
	const document = found(await documentOnDesk(read, conference.id, params.document));
	const [choices, got] = await Promise.all([
		documentChoices(read, conference.id),
		receipts(read, conference.id, document.id)
	]);
	return {
		key: newId(),
		document,
		choices,
		readers: DOCUMENT_READERS,
		receipts: got.slice(0, SHOWN),
		receiptCount: got.length,
		without: document.readers === 'delegates' ? await unitsWithout(read, conference.id, got) : [],
		maySave: mayDo('document.save'),
		mayRelease: mayDo('document.release')
	};
};

async function run(event: RequestEvent, command: Command) {
	const form = await event.request.formData();
	const input = { ...fieldsOf(form), documentId: event.params.document };
	return runForm(event, command, input, String(form.get('key') ?? ''));
}

export const actions: Actions = {
	edit: (event) => run(event, editDocument),
	file: (event) => sendOtherFile(event, event.params.document),
	release: (event) => run(event, releaseDocument),
	remove: async (event) => {
		const answer = await run(event, removeDocument);
		if (!('done' in answer)) return answer;
		redirect(303, `/desk/conferences/${encodeURIComponent(event.params.code)}/documents`);
	}
};
