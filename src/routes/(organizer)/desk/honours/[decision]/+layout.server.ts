import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import { decisionWhole } from '#lib/server/honours/decisions/decision-query.ts';
import type { LayoutServerLoad } from './$types';

/** What every page of a decision has: its facts, and what whoever looks may do. */
export const load: LayoutServerLoad = async ({ locals, params, depends }) => {
	// The name that forms of a desk ask to be read again.
	depends('desk:round');
	const { read } = app().database;
	const { mayDo } = await deskAward(read, locals.actor, params.decision);
	return {
		decision: found(await decisionWhole(read, params.decision, locals.locale)),
		maySave: await mayDo('award.save'),
		mayPropose: await mayDo('award.propose'),
		mayApprove: await mayDo('award.approve'),
		mayAnnul: await mayDo('award.annul')
	};
};
