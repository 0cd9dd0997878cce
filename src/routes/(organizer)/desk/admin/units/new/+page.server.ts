import { redirect } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { saveUnit } from '#lib/server/people/save-unit.ts';
import { unitChoices } from '#lib/server/people/unit-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor }, url }) => {
	allowAnywhere(actor, 'unit.save');
	const { read } = app().database;
	const reach = await reachOf(read, actor, 'unit.save');
	return {
		key: newId(),
		parentId: url.searchParams.get('below') ?? '',
		parents: await unitChoices(read, reach.everywhere ? null : reach.unitIds),
		mayBeTop: reach.everywhere
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const result = await runForm(event, saveUnit, fieldsOf(form), String(form.get('key') ?? ''));
		if (!('done' in result)) return result;
		redirect(303, `/desk/admin/units/${result.value.unitId}?saved`);
	}
};
