import { fail, type RequestEvent } from '@sveltejs/kit';
import type { Command } from '#lib/server/command/command.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { asked } from '#lib/server/desk/at-desk.ts';
import type { DeskRefused } from '#lib/server/desk/desk-form.ts';

/** Runs a command from one of the forms of a vote's desk: `at` names the form, so that a refusal stands beside it. */
export async function voteForm(
	event: RequestEvent,
	command: Command,
	more: Readonly<Record<string, unknown>> = {}
) {
	const form = await event.request.formData();
	const { at, ...fields } = fieldsOf(form);
	const answer = await runForm(asked(event), command, { ...fields, ...more }, String(form.get('key') ?? ''));
	const name = typeof at === 'string' ? at : '';
	if ('done' in answer) return { ...answer, at: name };
	return fail(answer.status, { ...answer.data, values: fields, at: name } satisfies DeskRefused);
}
