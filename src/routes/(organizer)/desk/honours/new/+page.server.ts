import { redirect } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { decisionChoices } from '#lib/server/honours/decisions/form-choices.ts';
import { createDecision } from '#lib/server/honours/decisions/save-decision.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	allowAnywhere(locals.actor, 'award.save');
	const choices = await decisionChoices(app().database.read, locals);
	const named = (list: readonly { id: string }[], asked: string | null) =>
		list.find(({ id }) => id === asked)?.id ?? null;
	return {
		key: newId(),
		choices,
		begin: {
			contestId: named(choices.contests, url.searchParams.get('contest')),
			conferenceId: named(choices.conferences, url.searchParams.get('conference'))
		}
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const answer = await runForm(event, createDecision, fieldsOf(form), String(form.get('key') ?? ''));
		if (!('done' in answer)) return answer;
		redirect(303, `/desk/honours/${answer.value.awardId}/recipients`);
	}
};
