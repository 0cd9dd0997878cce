import { fail, type RequestEvent } from '@sveltejs/kit';
import type { GenericSchema } from 'valibot';
import { refusalWords, type RefusalWords } from '#lib/words/refusal.ts';
import { app } from '#lib/server/app.ts';
import type { Command } from './command.ts';
import { execute } from './execute.ts';
import type { Refusal } from './refusal.ts';

const STATUS: Readonly<Record<string, number>> = {
	forbidden: 403,
	not_found: 404,
	too_many: 429,
	too_large: 413
};

export function statusOf(refusal: Refusal): number {
	return STATUS[refusal.code] ?? (refusal.code === 'invalid' ? 400 : 409);
}

export interface FormRefused {
	readonly refused: RefusalWords;
	/** What was typed, so that the form shows it again. */
	readonly values: Readonly<Record<string, unknown>>;
}

/** A refusal as a form action's answer. */
export function refusedForm(
	event: RequestEvent,
	refusal: Refusal,
	values: Readonly<Record<string, unknown>>
) {
	const refused: FormRefused = { refused: refusalWords(refusal, event.locals.locale), values };
	return fail(statusOf(refusal), refused);
}

/**
 * Runs a command from a form action. The hidden field `key` is the idempotency key. A refusal becomes
 * `fail(status, { refused, values })`.
 */
export async function runForm<Schema extends GenericSchema, Result>(
	event: RequestEvent,
	command: Command<Schema, Result>,
	input: Record<string, unknown>,
	key?: string
) {
	const outcome = await execute(app().database, command, {
		actor: event.locals.actor,
		input,
		key: key || undefined,
		requestId: event.locals.requestId
	});
	if (outcome.ok) return { done: true as const, value: outcome.value, replayed: outcome.replayed };
	return refusedForm(event, outcome.refusal, input);
}

/** A form's fields as an object: one value a name, `name[]` as a list, `a.b` kept flat. Files are left out. */
export function fieldsOf(form: FormData): Record<string, unknown> {
	const fields: Record<string, unknown> = {};
	for (const name of new Set(form.keys())) {
		if (name === 'key') continue;
		const values = form.getAll(name).filter((value) => typeof value === 'string');
		if (name.endsWith('[]')) fields[name.slice(0, -2)] = values;
		else if (values.length > 0) fields[name] = values[0];
	}
	return fields;
}
