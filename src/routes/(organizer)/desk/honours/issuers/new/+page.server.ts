import { redirect } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { issuerUnits } from '#lib/server/honours/issuers/issuer-units.ts';
import { createIssuer } from '#lib/server/honours/issuers/save-issuer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor } }) => {
	allowAnywhere(actor, 'issuer.save');
	return { key: newId(), units: await issuerUnits(app().database.read, actor) };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const answer = await runForm(event, createIssuer, fieldsOf(form), String(form.get('key') ?? ''));
		if (!('done' in answer)) return answer;
		redirect(303, '/desk/honours/issuers');
	}
};
