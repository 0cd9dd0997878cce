import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { conferenceForm } from '#lib/server/conference/conference-form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { askSpeech, editSpeech, setSpeechDeadline } from '#lib/server/conference/speeches/ask-speech.ts';
import { moveSpeech, placeSpeech } from '#lib/server/conference/speeches/move-speech.ts';
import { speechesOnDesk } from '#lib/server/conference/speeches/speech-query.ts';
import { momentTyped } from '#lib/words/moment-typed.ts';
import { replaceSpeaker } from '#lib/server/conference/speeches/stand-ins.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	// The name that forms of a desk ask to be read again.
	depends('desk:round');
	const { read } = app().database;
	const { conference, mayDo } = await deskConference(read, locals.actor, params.code, 'programme.read');
	const { ownUntil, ...desk } = await speechesOnDesk(read, conference.id);
	return {
		key: newId(),
		desk,
		untilTyped: ownUntil ? momentTyped(ownUntil) : '',
		maySave: mayDo('speech.save')
	};
};

const conferenceIdOf = async (event: RequestEvent) =>
	(await deskConference(app().database.read, event.locals.actor, event.params.code)).conference.id;

export const actions: Actions = {
	standIn: async (event) => conferenceForm(event, await conferenceIdOf(event), replaceSpeaker),
	ask: async (event) => conferenceForm(event, await conferenceIdOf(event), askSpeech),
	edit: async (event) => conferenceForm(event, await conferenceIdOf(event), editSpeech),
	move: async (event) => conferenceForm(event, await conferenceIdOf(event), moveSpeech),
	place: async (event) => conferenceForm(event, await conferenceIdOf(event), placeSpeech),
	deadline: async (event) => conferenceForm(event, await conferenceIdOf(event), setSpeechDeadline)
};
