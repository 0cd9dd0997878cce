import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { CONFERENCE_STATUSES } from '#lib/server/conference/conference-fields.ts';
import { editConference, setConferenceStatus } from '#lib/server/conference/edit-conference.ts';
import { conferenceFormChoices } from '#lib/server/conference/form-choices.ts';
import { momentTyped } from '#lib/words/moment-typed.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const { conference } = await deskConference(read, locals.actor, params.code, 'conference.edit');
	const { namesUntil, host: _host, ...values } = conference;
	return {
		key: newId(),
		statusKey: newId(),
		...(await conferenceFormChoices(read, locals, [conference.hostUnitId])),
		values: { ...values, namesUntil: namesUntil ? momentTyped(namesUntil) : '' },
		statuses: CONFERENCE_STATUSES
	};
};

async function conferenceIdOf(event: Parameters<Actions[string]>[0]): Promise<string> {
	const { conference } = await deskConference(app().database.read, event.locals.actor, event.params.code);
	return conference.id;
}

export const actions: Actions = {
	save: async (event) => {
		const conferenceId = await conferenceIdOf(event);
		const form = await event.request.formData();
		return runForm(event, editConference, { ...fieldsOf(form), conferenceId }, String(form.get('key') ?? ''));
	},
	status: async (event) => {
		const conferenceId = await conferenceIdOf(event);
		const form = await event.request.formData();
		const input = { ...fieldsOf(form), conferenceId };
		return runForm(event, setConferenceStatus, input, String(form.get('key') ?? ''));
	}
};
