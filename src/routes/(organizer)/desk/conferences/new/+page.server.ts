import { redirect } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { createConference } from '#lib/server/conference/create-conference.ts';
import { conferenceFormChoices } from '#lib/server/conference/form-choices.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	allowAnywhere(locals.actor, 'conference.create');
	return { key: newId(), ...(await conferenceFormChoices(app().database.read, locals)) };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const answer = await runForm(event, createConference, fieldsOf(form), String(form.get('key') ?? ''));
		if (!('done' in answer)) return answer;
		redirect(303, `/desk/conferences/${answer.value.code}`);
	}
};
