import { fail, type RequestEvent } from '@sveltejs/kit';
import type { GenericSchema } from 'valibot';
import type { Command } from '#lib/server/command/command.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import type { DeskRefused, Fields } from '#lib/server/desk/desk-form.ts';

/** Runs a command from one of the many forms of a conference's page: `at` in the form names it, as at a round's desk. */
export async function conferenceForm<Schema extends GenericSchema, Result>(
	event: RequestEvent,
	conferenceId: string,
	command: Command<Schema, Result>
) {
	const form = await event.request.formData();
	const { at, ...fields } = fieldsOf(form);
	const name = typeof at === 'string' ? at : '';
	const answer = await runForm(event, command, { ...fields, conferenceId }, String(form.get('key') ?? ''));
	return 'done' in answer ? { ...answer, at: name } : refusedAt(answer, name, fields);
}

/** A refusal beside the form that it belongs to. */
export function refusedAt(
	answer: Exclude<Awaited<ReturnType<typeof runForm>>, { done: true }>,
	name: string,
	fields: Fields
) {
	return fail(answer.status, { ...answer.data, values: fields, at: name } satisfies DeskRefused);
}
