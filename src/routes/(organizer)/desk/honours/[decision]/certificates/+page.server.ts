import { app } from '#lib/server/app.ts';
import { newId } from '#lib/live/id.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { refusedForm } from '#lib/server/command/form.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import { issueCertificates } from '#lib/server/honours/issue/issue-certificates.ts';
import { issueState } from '#lib/server/honours/issue/issue-state.ts';
import { certificatesOfDecision } from '#lib/server/honours/proof/certificate-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	// The name that forms of a desk ask to be read again.
	depends('desk:round');
	const { read } = app().database;
	const { award, mayDo } = await deskAward(read, locals.actor, params.decision, 'award-certificate.read');
	return {
		key: newId(),
		certificates: await certificatesOfDecision(read, award.id),
		issue: await issueState(read, award.id),
		mayIssue: await mayDo('award-certificate.issue')
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
			return { done: true as const, outcome: await issueCertificates(database, asked) };
		} catch (error) {
			if (error instanceof Refusal) return refusedForm(event, error, {});
			throw error;
		}
	}
};
