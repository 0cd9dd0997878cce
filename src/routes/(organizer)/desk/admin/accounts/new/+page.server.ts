import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { createAccountWithPassword } from '#lib/server/auth/create-account.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { fieldsOf, refusedForm } from '#lib/server/command/form.ts';
import { personById } from '#lib/server/people/person-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor }, url }) => {
	allowAnywhere(actor, 'account.create');
	const personId = url.searchParams.get('person');
	const person = personId ? await personById(app().database.read, personId) : null;
	return {
		key: newId(),
		person: person && { id: person.id, name: person.fullName, unit: person.unit?.name ?? null }
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const input = fieldsOf(form);
		const outcome = await createAccountWithPassword(app().database, {
			actor: event.locals.actor,
			input,
			key: String(form.get('key') ?? '') || undefined,
			requestId: event.locals.requestId
		});
		if (!outcome.ok) return refusedForm(event, outcome.refusal, input);
		return { created: { ...outcome.value, username: String(input.username) } };
	}
};
