import { fail, type RequestEvent } from '@sveltejs/kit';
import type { Command } from '#lib/server/command/command.ts';
import { fieldsOf, runForm, type FormRefused } from '#lib/server/command/form.ts';
import { asked } from './at-desk.ts';

export type Fields = Record<string, unknown>;

/** A refusal with the name of the form that it belongs to: a desk's page has many. */
export interface DeskRefused extends FormRefused {
	readonly at: string;
}

/**
 * Runs a command from one of the forms of a round's desk: `at` in the form names it, so that a refusal is shown beside what
 * was asked, also without scripts. `shape` makes the command's input from the fields.
 */
export async function deskForm(
	event: RequestEvent,
	command: Command,
	shape: (fields: Fields) => Fields = (fields) => fields
) {
	const form = await event.request.formData();
	const { at, ...fields } = fieldsOf(form);
	const name = typeof at === 'string' ? at : '';
	const input = { ...shape(fields), roundId: event.params.id };
	const answer = await runForm(asked(event), command, input, String(form.get('key') ?? ''));
	if ('done' in answer) return { ...answer, at: name };
	return fail(answer.status, { ...answer.data, values: fields, at: name } satisfies DeskRefused);
}
