import { fail } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { allow } from '#lib/server/auth/guard.ts';
import { fieldsOf, refusedForm, runForm } from '#lib/server/command/form.ts';
import { removeMailSettings, saveMailSettings } from '#lib/server/mail/save-settings.ts';
import { MAIL_SECURITIES, shownMailSettings } from '#lib/server/mail/settings.ts';
import { trySettings } from '#lib/server/mail/try-settings.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	allow(locals.actor, 'mail.set-up', {});
	setHeaders({ 'Cache-Control': 'private, no-store' });
	return { key: newId(), securities: MAIL_SECURITIES, ...(await shownMailSettings(app().database.read)) };
};

/** A refused form comes back as it was typed, but for what nobody shall read. */
async function typed(request: Request) {
	const form = await request.formData();
	return { fields: fieldsOf(form), key: String(form.get('key') ?? '') };
}

export const actions: Actions = {
	save: async (event) => {
		const { fields, key } = await typed(event.request);
		const { password, ...rest } = fields;
		const answer = await runForm(event, saveMailSettings, { ...rest, password }, key);
		if ('done' in answer) return answer;
		return fail(answer.status, { ...answer.data, values: rest });
	},
	remove: async (event) => {
		const { fields, key } = await typed(event.request);
		return runForm(event, removeMailSettings, fields, key);
	},
	try: async (event) => {
		const { fields } = await typed(event.request);
		const { locale } = event.locals;
		const outcome = await trySettings(app().database, {
			actor: event.locals.actor,
			to: fields.to,
			subject: m.mail_trial_subject({}, { locale }),
			text: m.mail_trial_text({ host: event.url.host }, { locale })
		});
		if (!outcome.ok) return refusedForm(event, outcome.refusal, fields);
		return { trial: outcome.value, to: String(fields.to) };
	}
};
