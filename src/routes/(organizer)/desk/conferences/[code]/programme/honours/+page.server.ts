import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { conferenceForm } from '#lib/server/conference/conference-form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { honoursOnDesk } from '#lib/server/conference/honours/honouree-query.ts';
import { addHonourees, editHonouree, removeHonouree } from '#lib/server/conference/honours/save-honouree.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	// The name that forms of a desk ask to be read again.
	depends('desk:round');
	const { read } = app().database;
	const { conference, mayDo } = await deskConference(read, locals.actor, params.code, 'programme.read');
	return {
		key: newId(),
		honours: await honoursOnDesk(read, conference.id),
		maySave: mayDo('honouree.save'),
		mayAward: mayDo('award.save')
	};
};

const conferenceIdOf = async (event: RequestEvent) =>
	(await deskConference(app().database.read, event.locals.actor, event.params.code)).conference.id;

export const actions: Actions = {
	add: async (event) => conferenceForm(event, await conferenceIdOf(event), addHonourees),
	edit: async (event) => conferenceForm(event, await conferenceIdOf(event), editHonouree),
	remove: async (event) => conferenceForm(event, await conferenceIdOf(event), removeHonouree)
};
