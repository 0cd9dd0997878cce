import { redirect } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { contestVotes } from '#lib/server/vote/contest-votes-query.ts';
import { saveVote } from '#lib/server/vote/save-vote.ts';
import { voteForm } from '#lib/server/vote/vote-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('desk:round');
	const { read } = app().database;
	const { contest, mayDo } = await deskContest(read, locals.actor, params.code, 'vote.ticket');
	return {
		key: newId(),
		...(await contestVotes(read, contest.id, { at: new Date(), locale: locals.locale })),
		maySetUp: mayDo('vote.set-up')
	};
};

export const actions: Actions = {
	make: async (event) => {
		const form = await event.request.clone().formData();
		const [roundId = '', prizeKey = ''] = String(form.get('of') ?? '').split(' ');
		const answer = await voteForm(event, saveVote as Command, { roundId, prizeKey });
		if (!('done' in answer)) return answer;
		const { voteId } = answer.value as { voteId: string };
		redirect(303, `/desk/contests/${encodeURIComponent(event.params.code)}/votes/${voteId}`);
	}
};
