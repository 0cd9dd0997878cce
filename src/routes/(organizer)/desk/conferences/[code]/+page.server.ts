import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { conferenceSetUp } from '#lib/server/conference/conference-query.ts';
import { delegationsAtAGlance } from '#lib/server/conference/delegations/delegation-query.ts';
import { setConferenceStatus } from '#lib/server/conference/edit-conference.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const { conference, mayDo } = await deskConference(read, locals.actor, params.code);
	return {
		key: newId(),
		setUp: await conferenceSetUp(read, conference.id),
		glance: mayDo('delegation.read') ? await delegationsAtAGlance(read, conference.id) : null,
		mayEdit: mayDo('conference.edit'),
		maySetUp: mayDo('conference.set-up')
	};
};

export const actions: Actions = {
	status: async (event) => {
		const { read } = app().database;
		const { conference } = await deskConference(read, event.locals.actor, event.params.code);
		const form = await event.request.formData();
		const input = { ...fieldsOf(form), conferenceId: conference.id };
		return runForm(event, setConferenceStatus, input, String(form.get('key') ?? ''));
	}
};
