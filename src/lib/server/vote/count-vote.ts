import * as v from 'valibot';
import { tally } from '#lib/domain/vote/tally.ts';
import { command } from '#lib/server/command/command.ts';
import { id } from '#lib/server/contest/input.ts';
import { by, changeVote, voteFor, voteScope } from './vote-in.ts';

/** vote.count: opens the box. From here on the vote cannot be opened again. */
export const countVote = command({
	action: 'vote.count',
	input: v.object({ voteId: id }),
	scope: (tx, { voteId }) => voteScope(tx, voteId),
	async run(ctx, { voteId }) {
		const { tx, at } = ctx;
		const vote = await voteFor(ctx, voteId, 'count');
		const ballots = await tx.audienceBallot.findMany({
			where: { voteId },
			orderBy: { key: 'asc' },
			select: { teamId: true }
		});
		const used = await tx.audienceTicket.count({ where: { voteId, hasVoted: true } });
		const tickets = await tx.audienceTicket.count({ where: { voteId, voidedAt: null } });
		const counts = tally(JSON.parse(vote.candidates) as string[], ballots);
		if (ballots.length !== vote.received || ballots.length !== used || used > tickets) {
			throw new Error(`the box of vote ${voteId} holds ${ballots.length}, its tickets say ${used}`);
		}
		await changeVote(
			ctx,
			vote,
			{
				state: 'counted',
				counts: JSON.stringify(counts),
				countedAt: at,
				countedBy: by(ctx),
				closesAt: null,
				// Nobody pressed the button: it was over when its time was.
				...(vote.state === 'open' ? { closedAt: vote.closesAt } : {})
			},
			{ before: { state: 'closed' }, after: { state: 'counted', counts, received: ballots.length, tickets } }
		);
		return { counts };
	}
});
