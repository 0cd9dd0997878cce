import { redirect, type RequestEvent } from '@sveltejs/kit';
import { SUBJECT_KINDS } from '#lib/domain/honours/award-kind.ts';
import type { TableRecipient } from '#lib/domain/honours/import/recipient-table.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { fieldsOf, refusedForm, runForm } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import { previewRecipients } from '#lib/server/honours/recipients/import-preview.ts';
import { importRecipients } from '#lib/server/honours/recipients/import-recipients.ts';
import { MOST_BYTES, tableFromFile, tableFromText } from '#lib/server/people/table/read-table.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	await deskAward(app().database.read, locals.actor, params.decision, 'award.save');
	return { key: newId() };
};

async function uploaded(form: FormData) {
	const file = form.get('file');
	if (!(file instanceof File) || file.size === 0) return tableFromText(String(form.get('pasted') ?? ''));
	if (file.size > MOST_BYTES) throw new Refusal('too_large', { limit: '5 MB' });
	return tableFromFile(Buffer.from(await file.arrayBuffer()));
}

async function preview(event: RequestEvent) {
	const { read } = app().database;
	const { award } = await deskAward(read, event.locals.actor, event.params.decision!, 'award.save');
	const form = await event.request.formData();
	const { pasted = '', subject } = fieldsOf(form);
	const otherwise = SUBJECT_KINDS.find((kind) => kind === subject) ?? 'collective';
	try {
		const preview = await previewRecipients(read, award.id, await uploaded(form), otherwise);
		return { preview: { ...preview, pasted: String(pasted), subject: otherwise } };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return refusedForm(event, error, { pasted, subject });
	}
}

export const actions: Actions = {
	preview,
	write: async (event) => {
		const form = await event.request.formData();
		let rows: TableRecipient[];
		try {
			rows = JSON.parse(String(form.get('rows'))) as TableRecipient[];
		} catch {
			return refusedForm(event, new Refusal('invalid'), {});
		}
		const input = { awardId: event.params.decision, rows };
		const answer = await runForm(event, importRecipients, input, String(form.get('key') ?? ''));
		if (!('done' in answer)) return { ...answer, data: { ...answer.data, values: {} } };
		redirect(303, `/desk/honours/${event.params.decision}/recipients`);
	}
};
