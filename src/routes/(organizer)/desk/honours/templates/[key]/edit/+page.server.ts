import { redirect } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere, found } from '#lib/server/auth/guard.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { refusedAt } from '#lib/server/conference/conference-form.ts';
import { saveTemplate } from '#lib/server/honours/templates/save-template.ts';
import { templateVersions } from '#lib/server/honours/templates/template-query.ts';
import { templateUnits } from '#lib/server/honours/templates/template-units.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor }, params }) => {
	allowAnywhere(actor, 'award-template.save');
	const { read } = app().database;
	const [newest] = await templateVersions(read, params.key);
	const { template, unitId } = found(newest);
	const { key: _key, version, ...draft } = template;
	return {
		key: newId(),
		templateKey: template.key,
		version,
		unitId,
		draft,
		units: await templateUnits(read, actor)
	};
};

export const actions: Actions = {
	save: async (event) => {
		const form = await event.request.formData();
		const { at, ...fields } = fieldsOf(form);
		const name = typeof at === 'string' ? at : '';
		const input = { ...fields, templateKey: event.params.key };
		const answer = await runForm(event, saveTemplate, input, String(form.get('key') ?? ''));
		if (!('done' in answer)) {
			const { draft: _draft, ...rest } = fields;
			return refusedAt(answer, name, rest);
		}
		redirect(303, `/desk/honours/templates/${answer.value.key}`);
	}
};
