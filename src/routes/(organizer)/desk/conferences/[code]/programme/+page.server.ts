import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { conferenceForm } from '#lib/server/conference/conference-form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { programmeDesk } from '#lib/server/conference/programme/programme-query.ts';
import { releaseProgramme, revertProgramme } from '#lib/server/conference/programme/release-programme.ts';
import { removeProgrammeItem, saveProgrammeItem } from '#lib/server/conference/programme/save-item.ts';
import { shiftProgrammeItems } from '#lib/server/conference/programme/shift-items.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	// The name that forms of a desk ask to be read again.
	depends('desk:round');
	const { read } = app().database;
	const { conference, mayDo } = await deskConference(read, locals.actor, params.code, 'programme.read');
	return {
		key: newId(),
		programme: await programmeDesk(read, conference),
		maySave: mayDo('programme.save'),
		mayRelease: mayDo('programme.release')
	};
};

const conferenceIdOf = async (event: RequestEvent) =>
	(await deskConference(app().database.read, event.locals.actor, event.params.code)).conference.id;

export const actions: Actions = {
	save: async (event) => conferenceForm(event, await conferenceIdOf(event), saveProgrammeItem),
	remove: async (event) => conferenceForm(event, await conferenceIdOf(event), removeProgrammeItem),
	shift: async (event) => conferenceForm(event, await conferenceIdOf(event), shiftProgrammeItems),
	release: async (event) => conferenceForm(event, await conferenceIdOf(event), releaseProgramme),
	revert: async (event) => conferenceForm(event, await conferenceIdOf(event), revertProgramme)
};
