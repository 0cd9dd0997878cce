import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { conferenceForm } from '#lib/server/conference/conference-form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import {
	endProgrammeItem,
	startProgrammeItem,
	undoProgrammeRun
} from '#lib/server/conference/programme/run-item.ts';
import { followedProgramme, notesOf } from '#lib/server/conference/programme/stage-page.ts';
import { pressSpeech } from '#lib/server/conference/speeches/press-speech.ts';
import { speakersHere } from '#lib/server/conference/speeches/speech-query.ts';
import { replaceSpeaker } from '#lib/server/conference/speeches/stand-ins.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	// The name that forms of a desk ask to be read again.
	depends('desk:round');
	const { read } = app().database;
	const { conference, mayDo } = await deskConference(read, locals.actor, params.code, 'programme.read');
	return {
		key: newId(),
		...(await followedProgramme(read, conference.id, url, new Date())),
		notes: await notesOf(read, conference.id),
		here: await speakersHere(read, conference.id),
		mayRun: mayDo('programme.run'),
		mayStandIn: mayDo('speech.save')
	};
};

const conferenceIdOf = async (event: RequestEvent) =>
	(await deskConference(app().database.read, event.locals.actor, event.params.code)).conference.id;

export const actions: Actions = {
	standIn: async (event) => conferenceForm(event, await conferenceIdOf(event), replaceSpeaker),
	start: async (event) => conferenceForm(event, await conferenceIdOf(event), startProgrammeItem),
	end: async (event) => conferenceForm(event, await conferenceIdOf(event), endProgrammeItem),
	press: async (event) => conferenceForm(event, await conferenceIdOf(event), pressSpeech),
	undo: async (event) => conferenceForm(event, await conferenceIdOf(event), undoProgrammeRun)
};
