import type { RequestEvent } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { refusedForm } from '#lib/server/command/form.ts';
import { undoList } from './undo-import.ts';

/** Takes back the import that a form names. */
export async function undoForm(event: RequestEvent) {
	const form = await event.request.formData();
	const { actor, requestId } = event.locals;
	const batchId = String(form.get('batchId') ?? '');
	const outcome = await undoList(app().database, { actor, batchId, requestId });
	return outcome.ok ? { undone: true } : refusedForm(event, outcome.refusal, { batchId });
}
