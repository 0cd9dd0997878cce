import { fail } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { waitToAsk } from '#lib/server/asking/asking-limit.ts';
import { askingPage } from '#lib/server/asking/asking-query.ts';
import { askQuestion } from '#lib/server/asking/ask-question.ts';
import { found } from '#lib/server/auth/guard.ts';
import { ANONYMOUS } from '#lib/domain/access/actor.ts';
import { execute } from '#lib/server/command/execute.ts';
import { fieldsOf, statusOf } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

/** Counts one browser's questions for some minutes; nothing that is stored knows it. */
const BROWSER_COOKIE = 'kheo_ask';

export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex' });
	const page = found(await askingPage(app().database.read, event.params.token));
	if (!event.cookies.get(BROWSER_COOKIE)) {
		event.cookies.set(BROWSER_COOKIE, newId(), {
			path: '/ask',
			httpOnly: true,
			sameSite: 'strict',
			secure: event.url.protocol === 'https:'
		});
	}
	const { conference, ...rest } = page;
	return {
		...rest,
		code: conference.code,
		title: event.locals.locale === 'en' ? conference.titleEn : conference.titleVi
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const fields = fieldsOf(form);
		const refused = (refusal: Refusal) =>
			fail(statusOf(refusal), { refused: refusalWords(refusal, event.locals.locale), values: fields });
		const browser = event.cookies.get(BROWSER_COOKIE);
		const seconds = waitToAsk(event.getClientAddress(), browser, new Date());
		if (seconds > 0) return refused(new Refusal('too_many', { seconds }));
		// Whoever is signed in asks like anybody else.
		const outcome = await execute(app().database, askQuestion, {
			actor: ANONYMOUS,
			input: { ...fields, isUnnamed: fields.who === 'unnamed', token: event.params.token }
		});
		return outcome.ok ? { done: true as const } : refused(outcome.refusal);
	}
};
