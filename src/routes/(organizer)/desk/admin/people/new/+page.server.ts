import { redirect } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { savePerson } from '#lib/server/people/save-person.ts';
import { unitChoices } from '#lib/server/people/unit-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor }, url }) => {
	allowAnywhere(actor, 'person.save');
	const { read } = app().database;
	const reach = await reachOf(read, actor, 'person.save');
	return {
		key: newId(),
		unitId: url.searchParams.get('unit') ?? '',
		units: await unitChoices(read, reach.everywhere ? null : reach.unitIds),
		mayBeNowhere: reach.everywhere
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const result = await runForm(event, savePerson, fieldsOf(form), String(form.get('key') ?? ''));
		if (!('done' in result)) return result;
		redirect(303, `/desk/admin/people/${result.value.personId}?saved`);
	}
};
