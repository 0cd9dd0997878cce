import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { grantsWithin } from '#lib/server/auth/account-query.ts';
import { giveGrant } from '#lib/server/auth/give-grant.ts';
import { grantChoices, shownGrants } from '#lib/server/auth/grant-presenter.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import { revokeGrant } from '#lib/server/auth/revoke-grant.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor, locale } }) => {
	allowAnywhere(actor, 'grant.give');
	const { read } = app().database;
	const grants = await grantsWithin(read, await reachOf(read, actor, 'grant.give'));
	return {
		key: newId(),
		grants: await shownGrants(read, actor, locale, grants),
		choices: await grantChoices(read, actor, locale)
	};
};

export const actions: Actions = {
	give: async (event) => {
		const form = await event.request.formData();
		const result = await runForm(event, giveGrant, fieldsOf(form), String(form.get('key')));
		return 'done' in result ? { given: true } : result;
	},
	revoke: async (event) => {
		const result = await runForm(event, revokeGrant, fieldsOf(await event.request.formData()));
		return 'done' in result ? { taken: true } : result;
	}
};
