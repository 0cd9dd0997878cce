import { fail } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { fieldsOf, statusOf } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { deskForm } from '#lib/server/desk/desk-form.ts';
import { callHall, callScreen } from '#lib/server/screens/call-screens.ts';
import { claimByCode } from '#lib/server/screens/claim-screen.ts';
import { directHall, directScreen } from '#lib/server/screens/direct-screens.ts';
import { makeOverlay } from '#lib/server/screens/make-overlay.ts';
import { revokeScreen } from '#lib/server/screens/revoke-screen.ts';
import { saveScreen } from '#lib/server/screens/save-screen.ts';
import { saveSlides } from '#lib/server/screens/save-slides.ts';
import {
	moveSlidePicture,
	removeSlidePicture,
	wordSlidePicture
} from '#lib/server/screens/slide-pictures.ts';
import { sendSlidePicture } from '#lib/server/screens/slide-picture-form.ts';
import {
	roundsForScenes,
	screensOf,
	slidePicturesOf,
	slideShowOf
} from '#lib/server/screens/screens-query.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('desk:round');
	const { read } = app().database;
	const { contest, mayDo } = await deskContest(read, locals.actor, params.code, 'screen.read');
	const now = new Date();
	return {
		key: newId(),
		now: now.getTime(),
		address: `${url.host}/s`,
		screens: await screensOf(read, contest.id, now),
		slides: await slideShowOf(read, contest.id),
		rounds: await roundsForScenes(read, contest.id, locals.locale),
		may: {
			claim: mayDo('screen.claim'),
			direct: mayDo('screen.direct'),
			save: mayDo('screen.save'),
			revoke: mayDo('screen.revoke'),
			slides: mayDo('slides.save')
		},
		pictures: await slidePicturesOf(read, contest.id)
	};
};

async function contestId(event: RequestEvent): Promise<string> {
	const { contest } = await deskContest(
		app().database.read,
		event.locals.actor,
		event.params.code,
		'screen.read'
	);
	return contest.id;
}

/** A command of the whole contest, from one of the page's forms. */
async function ofContest(event: RequestEvent, command: Command) {
	const id = await contestId(event);
	return deskForm(event, command, (fields) => ({ ...fields, contestId: id }));
}

export const actions: Actions = {
	claim: async (event) => {
		const id = await contestId(event);
		const form = await event.request.formData();
		const { at, ...values } = fieldsOf(form);
		const outcome = await claimByCode(app().database, {
			actor: event.locals.actor,
			input: { ...values, contestId: id },
			key: String(form.get('key') ?? '') || undefined,
			requestId: event.locals.requestId
		});
		if (outcome.ok) return { done: true as const, value: outcome.value, at };
		const refused = refusalWords(outcome.refusal, event.locals.locale);
		return fail(statusOf(outcome.refusal), { at, refused, values });
	},
	overlay: async (event) => {
		const answer = await ofContest(event, makeOverlay as Command);
		if (!('done' in answer)) return answer;
		const { path } = answer.value as { path: string | null };
		if (path === null) {
			// The same request once more: the address was answered then and is stored nowhere.
			const refused = refusalWords(new Refusal('screen_address_shown'), event.locals.locale);
			return fail(409, { at: answer.at, refused, values: {} });
		}
		return { ...answer, value: { link: event.url.origin + path } };
	},
	direct: (event) => deskForm(event, directScreen as Command),
	directAll: (event) => ofContest(event, directHall as Command),
	call: (event) => deskForm(event, callScreen as Command),
	callAll: (event) => ofContest(event, callHall as Command),
	save: (event) => deskForm(event, saveScreen as Command),
	revoke: (event) => deskForm(event, revokeScreen as Command),
	slides: (event) => ofContest(event, saveSlides as Command),
	picture: async (event) => {
		const id = await contestId(event);
		const form = await event.request.formData();
		const { at, text } = fieldsOf(form);
		const outcome = await sendSlidePicture(app().database, {
			actor: event.locals.actor,
			contestId: id,
			form,
			requestId: event.locals.requestId
		});
		if (outcome.ok) return { done: true as const, value: outcome.value, at };
		const refused = refusalWords(outcome.refusal, event.locals.locale);
		return fail(statusOf(outcome.refusal), { at, refused, values: { text } });
	},
	pictureWords: (event) => deskForm(event, wordSlidePicture as Command),
	pictureMove: (event) => deskForm(event, moveSlidePicture as Command),
	pictureAway: (event) => deskForm(event, removeSlidePicture as Command)
};
