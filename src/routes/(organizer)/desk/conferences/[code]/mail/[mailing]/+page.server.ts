import type { RequestEvent } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import type { Command } from '#lib/server/command/command.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { mailingWhole } from '#lib/server/mail/mail-query.ts';
import { settleLetter } from '#lib/server/mail/settle-letter.ts';
import { steerMailing } from '#lib/server/mail/steer-mailing.ts';
import { mailSetUp } from '#lib/server/mail/settings.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const { conference, mayDo } = await deskConference(read, locals.actor, params.code, 'mail.read');
	const mailing = found(await mailingWhole(read, conference.id, params.mailing));
	const setUp = await mailSetUp(read);
	return { key: newId(), mailing, maySend: mayDo('mail.send'), isReady: setUp.kind === 'ready' };
};

async function run(event: RequestEvent, command: Command) {
	const form = await event.request.formData();
	const fields = { ...fieldsOf(form), mailingId: event.params.mailing };
	return runForm(event, command, fields, String(form.get('key') ?? ''));
}

export const actions: Actions = {
	steer: (event) => run(event, steerMailing),
	settle: (event) => run(event, settleLetter)
};
