import { fail } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { conferenceForm } from '#lib/server/conference/conference-form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { inviteMc, revokeMc } from '#lib/server/conference/mc/invite-mc.ts';
import { mcDevices } from '#lib/server/conference/mc/mc-session.ts';
import {
	endProgrammeItem,
	startProgrammeItem,
	undoProgrammeRun
} from '#lib/server/conference/programme/run-item.ts';
import { followedProgramme, notesOf } from '#lib/server/conference/programme/stage-page.ts';
import { pressSpeech } from '#lib/server/conference/speeches/press-speech.ts';
import { speakersHere } from '#lib/server/conference/speeches/speech-query.ts';
import { replaceSpeaker } from '#lib/server/conference/speeches/stand-ins.ts';
import { pairingQr } from '#lib/server/desk/pairing-qr.ts';
import { refusalWords } from '#lib/words/refusal.ts';
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
		mayStandIn: mayDo('speech.save'),
		mcDevices: mayDo('mc.invite') ? await mcDevices(read, conference.id, new Date()) : null,
		// A telephone cannot open an address that means "this machine".
		isLocal: ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
	};
};

const conferenceIdOf = async (event: RequestEvent) =>
	(await deskConference(app().database.read, event.locals.actor, event.params.code)).conference.id;

export const actions: Actions = {
	revokeMc: async (event) => conferenceForm(event, await conferenceIdOf(event), revokeMc),
	inviteMc: async (event) => {
		const answer = await conferenceForm(event, await conferenceIdOf(event), inviteMc);
		if (!('done' in answer)) return answer;
		const { path, mcDeviceId, expiresAt } = answer.value;
		if (path === null) {
			// The same request once more: the link was answered then and is stored nowhere.
			const refused = refusalWords(new Refusal('desk_pairing_shown'), event.locals.locale);
			return fail(409, { at: answer.at, refused, values: {} });
		}
		const link = (app().config.origin ?? event.url.origin) + path;
		const value = { pairingId: mcDeviceId, expiresAt, link, svg: await pairingQr(link) };
		event.setHeaders({ 'Cache-Control': 'no-store' });
		return { ...answer, value };
	},
	standIn: async (event) => conferenceForm(event, await conferenceIdOf(event), replaceSpeaker),
	start: async (event) => conferenceForm(event, await conferenceIdOf(event), startProgrammeItem),
	end: async (event) => conferenceForm(event, await conferenceIdOf(event), endProgrammeItem),
	press: async (event) => conferenceForm(event, await conferenceIdOf(event), pressSpeech),
	undo: async (event) => conferenceForm(event, await conferenceIdOf(event), undoProgrammeRun)
};
