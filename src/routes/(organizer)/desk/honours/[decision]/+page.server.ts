import { redirect } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { awardForm } from '#lib/server/honours/award-form.ts';
import { deskAward } from '#lib/server/honours/award-guard.ts';
import { decisionChoices } from '#lib/server/honours/decisions/form-choices.ts';
import { discardDecision, editDecision } from '#lib/server/honours/decisions/save-decision.ts';
import { sendScan } from '#lib/server/honours/decisions/send-scan.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const { award } = await deskAward(read, locals.actor, params.decision);
	return { key: newId(), choices: await decisionChoices(read, locals, award) };
};

export const actions: Actions = {
	edit: (event) => awardForm(event, editDecision),
	scan: (event) => sendScan(event),
	discard: async (event) => {
		const answer = await awardForm(event, discardDecision);
		if (!('done' in answer)) return answer;
		redirect(303, '/desk/honours');
	}
};
