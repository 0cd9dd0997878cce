import type { RequestEvent } from '@sveltejs/kit';
import type { Command } from '#lib/server/command/command.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { refusedAt } from '#lib/server/conference/conference-form.ts';

/** Runs a command from one of the many forms of a page: `at` in the form names it, `of` is what the page is about. */
export async function certificateForm(
	event: RequestEvent,
	command: Command,
	of: Readonly<Record<string, string>> = {}
) {
	const form = await event.request.formData();
	const { at, ...fields } = fieldsOf(form);
	const name = typeof at === 'string' ? at : '';
	const answer = await runForm(event, command, { ...fields, ...of }, String(form.get('key') ?? ''));
	return 'done' in answer ? { ...answer, at: name } : refusedAt(answer, name, fields);
}
