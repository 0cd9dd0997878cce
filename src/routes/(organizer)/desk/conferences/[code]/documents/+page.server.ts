import type { RequestEvent } from '@sveltejs/kit';
import { DOCUMENT_READERS } from '#lib/domain/conference/document-readers.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { documentChoices, documentsOnDesk } from '#lib/server/papers/document-query.ts';
import { moveDocument, releaseDocument } from '#lib/server/papers/edit-document.ts';
import { sendNewDocument } from '#lib/server/papers/send-document.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const { conference, mayDo } = await deskConference(read, locals.actor, params.code, 'document.read');
	const [documents, choices] = await Promise.all([
		documentsOnDesk(read, conference.id),
		documentChoices(read, conference.id)
	]);
	return {
		key: newId(),
		documents,
		choices,
		readers: DOCUMENT_READERS,
		maySave: mayDo('document.save'),
		mayRelease: mayDo('document.release')
	};
};

async function run(event: RequestEvent, command: Command) {
	const form = await event.request.formData();
	return runForm(event, command, fieldsOf(form), String(form.get('key') ?? ''));
}

export const actions: Actions = {
	add: async (event) => {
		const { read } = app().database;
		const { conference } = await deskConference(read, event.locals.actor, event.params.code, 'document.read');
		return sendNewDocument(event, conference.id);
	},
	release: (event) => run(event, releaseDocument),
	move: (event) => run(event, moveDocument)
};
