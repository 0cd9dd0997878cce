import { redirect, type RequestEvent } from '@sveltejs/kit';
import { mayAnywhere } from '#lib/domain/access/policy.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { fieldsOf, refusedForm, runForm } from '#lib/server/command/form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { LETTER_KINDS, type LetterKind } from '#lib/server/mail/letter-input.ts';
import { mailingsOf, unitsToWriteTo } from '#lib/server/mail/mail-query.ts';
import { previewLetter } from '#lib/server/mail/preview-letter.ts';
import { sendLetters } from '#lib/server/mail/send-letters.ts';
import { mailSetUp } from '#lib/server/mail/settings.ts';
import { usualLetter } from '#lib/server/mail/usual-letter.ts';
import type { Actions, PageServerLoad } from './$types';

const kindIn = (url: URL): LetterKind =>
	LETTER_KINDS.find((kind) => kind === url.searchParams.get('kind')) ?? 'invitation';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { read } = app().database;
	const { conference, mayDo } = await deskConference(read, locals.actor, params.code, 'mail.read');
	const kind = kindIn(url);
	const [setUp, mailings, units] = await Promise.all([
		mailSetUp(read),
		mailingsOf(read, conference.id),
		mayDo('mail.send') ? unitsToWriteTo(read, conference.id) : []
	]);
	return {
		key: newId(),
		kind,
		kinds: LETTER_KINDS,
		isReady: setUp.kind === 'ready',
		from: setUp.kind === 'ready' ? setUp.settings.fromAddress : null,
		maySetUp: mayAnywhere(locals.actor, 'mail.set-up'),
		maySend: mayDo('mail.send'),
		isPublic: conference.status !== 'draft',
		mailings,
		units,
		usual: usualLetter(kind, locals.locale)
	};
};

async function typed(event: RequestEvent) {
	const { conference } = await deskConference(
		app().database.read,
		event.locals.actor,
		event.params.code ?? '',
		'mail.send'
	);
	const form = await event.request.formData();
	const fields: Record<string, unknown> = {
		...fieldsOf(form),
		conferenceId: conference.id,
		locale: event.locals.locale,
		origin: app().config.origin ?? event.url.origin
	};
	return { conference, fields, key: String(form.get('key') ?? '') };
}

export const actions: Actions = {
	preview: async (event) => {
		const { fields } = await typed(event);
		const outcome = await previewLetter(app().database.read, fields);
		if (!outcome.ok) return refusedForm(event, outcome.refusal, fields);
		return { preview: outcome.value, values: fields };
	},
	send: async (event) => {
		const { conference, fields, key } = await typed(event);
		const answer = await runForm(event, sendLetters, fields, key);
		if (!('done' in answer)) return answer;
		redirect(303, `/desk/conferences/${encodeURIComponent(conference.code)}/mail/${answer.value.mailingId}`);
	}
};
