import type { RequestEvent } from '@sveltejs/kit';
import type { GenericSchema } from 'valibot';
import type { Command } from '#lib/server/command/command.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { refusedAt } from '#lib/server/conference/conference-form.ts';

/** Runs a command from one of the forms of a decision's page: `at` in the form names it, as at a round's desk. */
export async function awardForm<Schema extends GenericSchema, Result>(
	event: RequestEvent,
	command: Command<Schema, Result>
) {
	const form = await event.request.formData();
	const { at, ...fields } = fieldsOf(form);
	const name = typeof at === 'string' ? at : '';
	const input = { ...fields, awardId: event.params.decision };
	const answer = await runForm(event, command, input, String(form.get('key') ?? ''));
	return 'done' in answer ? { ...answer, at: name } : refusedAt(answer, name, fields);
}
