import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import type { Command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { countVote } from '#lib/server/vote/count-vote.ts';
import { deskVote } from '#lib/server/vote/desk-votes-query.ts';
import { foundVote } from '#lib/server/vote/public-vote-query.ts';
import { recordVote } from '#lib/server/vote/record-vote.ts';
import { abandonVote, closeVote, openVote, reopenVote } from '#lib/server/vote/run-vote.ts';
import { saveVote } from '#lib/server/vote/save-vote.ts';
import { voidTickets } from '#lib/server/vote/void-tickets.ts';
import { voteForm } from '#lib/server/vote/vote-form.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('desk:round');
	const { read } = app().database;
	const { contest, mayDo } = await deskContest(read, locals.actor, params.code, 'vote.ticket');
	const asking = { at: new Date(), locale: locals.locale, mayDo };
	const vote = found(await deskVote(read, params.vote, asking, contest.id));
	const refused = url.searchParams.get('refused');
	return {
		key: newId(),
		vote,
		printKey: newId(),
		printRefused:
			refused && /^[a-z_]+$/.test(refused) ? refusalWords(new Refusal(refused), locals.locale).text : null,
		may: {
			setUp: mayDo('vote.set-up'),
			run: mayDo('vote.run'),
			reopen: mayDo('vote.reopen'),
			abandon: mayDo('vote.abandon'),
			count: mayDo('vote.count'),
			record: mayDo('decision.record')
		}
	};
};

export const actions: Actions = {
	save: async (event) => {
		const { roundId, prizeKey } = found(await foundVote(app().database.read, event.params.vote));
		return voteForm(event, saveVote as Command, { voteId: event.params.vote, roundId, prizeKey });
	},
	open: (event) => voteForm(event, openVote as Command, { voteId: event.params.vote }),
	close: (event) => voteForm(event, closeVote as Command, { voteId: event.params.vote }),
	reopen: (event) => voteForm(event, reopenVote as Command, { voteId: event.params.vote }),
	abandon: (event) => voteForm(event, abandonVote as Command, { voteId: event.params.vote }),
	void: (event) => voteForm(event, voidTickets as Command, { voteId: event.params.vote }),
	count: (event) => voteForm(event, countVote as Command, { voteId: event.params.vote }),
	record: (event) => voteForm(event, recordVote as Command, { voteId: event.params.vote })
};
