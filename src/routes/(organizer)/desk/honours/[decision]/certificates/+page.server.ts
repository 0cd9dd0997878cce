import { fail } from '@sveltejs/kit';
import { cursorIn } from '#lib/domain/shared/cursor-page.ts';
import { app } from '#lib/server/app.ts';
import { newId } from '#lib/live/id.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { refusedForm } from '#lib/server/command/form.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import { issueCertificates } from '#lib/server/honours/issue/issue-certificates.ts';
import { issueState } from '#lib/server/honours/issue/issue-state.ts';
import { p12In } from '#lib/server/honours/signing/p12/p12-in.ts';
import { signDecision, signedState } from '#lib/server/honours/signing/sign-decision.ts';
import { inWords } from '#lib/server/honours/signing/signed-words.ts';
import { decisionCertificates } from '#lib/server/honours/proof/certificate-list.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	// The name that forms of a desk ask to be read again.
	depends('desk:round');
	const { read } = app().database;
	const { award, mayDo } = await deskAward(read, locals.actor, params.decision, 'award-certificate.read');
	const typed = (url.searchParams.get('q') ?? '').trim().slice(0, 120);
	return {
		key: newId(),
		typed,
		...(await decisionCertificates(read, award.id, typed, cursorIn(url.searchParams))),
		issue: await issueState(read, award.id),
		mayIssue: await mayDo('award-certificate.issue'),
		isOwn: award.kind === 'certificate',
		maySign: await mayDo('award-certificate.sign'),
		signing: await signedState(read, award.id)
	};
};

export const actions: Actions = {
	/** Where there are no scripts: the answer comes when all is made. */
	issue: async (event) => {
		const { database, config } = app();
		await deskAward(database.read, event.locals.actor, event.params.decision, 'award-certificate.issue');
		try {
			const { actor, requestId } = event.locals;
			const origin = config.origin ?? event.url.origin;
			const asked = { awardId: event.params.decision, origin, actor, requestId };
			return { done: true as const, issued: await issueCertificates(database, asked) };
		} catch (error) {
			if (error instanceof Refusal) return refusedForm(event, error, {});
			throw error;
		}
	},
	/** The same for signing. Nothing of what was sent goes back. */
	sign: async (event) => {
		const { database } = app();
		const { actor, requestId, locale } = event.locals;
		await deskAward(database.read, actor, event.params.decision, 'award-certificate.sign');
		try {
			const p12 = await p12In(await event.request.formData());
			const signed = await signDecision(database, { awardId: event.params.decision, p12, actor, requestId });
			return { done: true as const, signed: inWords(signed, locale) };
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			const { data, status } = refusedForm(event, error, {});
			return fail(status, { ...data, of: 'sign' as const });
		}
	}
};
