import type { RequestEvent } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { fieldsOf, refusedForm } from '#lib/server/command/form.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import { addDocument } from './add-document.ts';
import { fileIn, type KeptFile } from './read-file.ts';
import { replaceFile } from './replace-file.ts';

/** A document's form with its file; what the file is, is known before anything is written. */
async function sent(
	event: RequestEvent,
	more: Readonly<Record<string, unknown>>,
	commandOf: (file: KeptFile) => Command
) {
	const form = await event.request.formData();
	const fields = { ...fieldsOf(form), ...more };
	try {
		const file = await fileIn(form);
		if (!file) throw fieldRefusal('file', 'paper_none');
		const { actor, requestId } = event.locals;
		const key = String(form.get('key') ?? '') || undefined;
		const input = { ...fields, hash: file.hash };
		const outcome = await execute(app().database, commandOf(file), { actor, input, key, requestId });
		if (outcome.ok) return { done: true as const, value: outcome.value };
		return refusedForm(event, outcome.refusal, fields);
	} catch (error) {
		if (error instanceof Refusal) return refusedForm(event, error, fields);
		throw error;
	}
}

export const sendNewDocument = (event: RequestEvent, conferenceId: string) =>
	sent(event, { conferenceId }, addDocument);
export const sendOtherFile = (event: RequestEvent, documentId: string) =>
	sent(event, { documentId }, replaceFile);
