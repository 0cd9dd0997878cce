import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import { votesToRun } from '#lib/server/vote/desk-votes-query.ts';
import { closeVote, openVote, reopenVote } from '#lib/server/vote/run-vote.ts';
import { voteForm } from '#lib/server/vote/vote-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** The buttons of the stage: timekeepers open and close, also from a tablet. */
export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('desk:round');
	const { read } = app().database;
	const { mayDo } = await roundDesk(read, atDesk(locals), params.id, 'vote.run');
	return {
		votes: await votesToRun(read, params.id, { at: new Date(), locale: locals.locale, mayDo }),
		mayRun: { run: mayDo('vote.run'), reopen: mayDo('vote.reopen'), abandon: false },
		maySetUp: mayDo('vote.ticket')
	};
};

export const actions: Actions = {
	open: (event) => voteForm(event, openVote as Command),
	close: (event) => voteForm(event, closeVote as Command),
	reopen: (event) => voteForm(event, reopenVote as Command)
};
