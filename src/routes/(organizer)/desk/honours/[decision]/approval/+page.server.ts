import { isStopped } from '#lib/domain/honours/preflight.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { awardForm } from '#lib/server/honours/award-form.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import {
	annulDecision,
	approveDecision,
	returnDecision
} from '#lib/server/honours/decisions/answer-proposal.ts';
import { numbersOf } from '#lib/server/honours/decisions/decision-query.ts';
import { proposeDecision, takeBackDecision } from '#lib/server/honours/decisions/propose-decision.ts';
import { isOwnProposal } from '#lib/server/honours/decisions/take-step.ts';
import { checkedDecision } from '#lib/server/honours/preflight/preflight-query.ts';
import { toPrint } from '#lib/server/honours/printing/to-print.ts';
import { standingOfDecision } from '#lib/server/honours/proof/certificate-query.ts';
import { warningsOf } from '#lib/server/honours/recipients/warnings-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('desk:round');
	const { database, config } = app();
	const { read } = database;
	const { award } = await deskAward(read, locals.actor, params.decision);
	const asked = { origin: config.origin ?? url.origin, now: new Date() };
	const print =
		award.state === 'draft' || award.state === 'proposed' ? await toPrint(read, award.id, asked) : null;
	return {
		key: newId(),
		isOwn: isOwnProposal(award, locals.actor),
		/** Certificates that could not be printed as things stand. */
		unprintable: print ? [...checkedDecision(print, []).recipients.values()].filter(isStopped).length : 0,
		numbers: await numbersOf(read, award.id),
		warned: (await warningsOf(read, award.id)).size,
		standing: await standingOfDecision(read, award.id)
	};
};

export const actions: Actions = {
	propose: (event) => awardForm(event, proposeDecision),
	'take-back': (event) => awardForm(event, takeBackDecision),
	approve: (event) => awardForm(event, approveDecision),
	return: (event) => awardForm(event, returnDecision),
	annul: (event) => awardForm(event, annulDecision)
};
