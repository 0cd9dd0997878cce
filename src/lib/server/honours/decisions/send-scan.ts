import type { RequestEvent } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { execute } from '#lib/server/command/execute.ts';
import { fieldsOf, refusedForm } from '#lib/server/command/form.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import { refusedAt } from '#lib/server/conference/conference-form.ts';
import { fileIn } from '#lib/server/papers/read-file.ts';
import { attachScan } from './attach-scan.ts';

/** The form of a decision's scan; what the file is, is known before anything is written. */
export async function sendScan(event: RequestEvent) {
	const form = await event.request.formData();
	const { at, ...fields } = fieldsOf(form);
	const name = typeof at === 'string' ? at : '';
	const refused = (refusal: Refusal) => refusedAt(refusedForm(event, refusal, fields), name, fields);
	try {
		const file = await fileIn(form);
		if (!file) throw fieldRefusal('file', 'paper_none');
		const { actor, requestId } = event.locals;
		const key = String(form.get('key') ?? '') || undefined;
		const input = { ...fields, awardId: event.params.decision, hash: file.hash };
		const outcome = await execute(app().database, attachScan(file), { actor, input, key, requestId });
		if (outcome.ok) return { done: true as const, value: outcome.value, at: name };
		return refused(outcome.refusal);
	} catch (error) {
		if (error instanceof Refusal) return refused(error);
		throw error;
	}
}
