import * as v from 'valibot';
import { givenTo, outcomeOf, type Tally } from '#lib/domain/vote/tally.ts';
import { m } from '#lib/paraglide/messages.js';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText, text } from '#lib/server/contest/input.ts';
import { eligibleTeams } from '#lib/server/results/prize-questions.ts';
import { decideSidePrize } from '#lib/server/results/record-side-prize.ts';
import { standingsOf } from '#lib/server/results/standings.ts';
import { voteFor, voteScope } from './vote-in.ts';

/** The count in a sentence, for the record; in Vietnamese, as records are. */
function countWords(counts: Tally, tickets: number, called: (teamId: string) => string): string {
	const locale = { locale: 'vi' } as const;
	const lines = Object.entries(counts)
		.toSorted(([, a], [, b]) => b - a)
		.map(([teamId, votes]) => m.vote_reason_line({ team: called(teamId), votes }, locale));
	const received = Object.values(counts).reduce((sum, votes) => sum + votes, 0);
	return m.vote_reason({ received, tickets, lines: lines.join('; ') }, locale);
}

/**
 * decision.record: gives the prize by the count. A sole winner is the count's; equal teams share it where the rules let them, else
 * the committee names one, with its reason. A second person vouches for it, as for every prize that people give.
 */
export const recordVote = command({
	action: 'decision.record',
	input: v.object({
		voteId: id,
		/** Left out for a sole winner. */
		winners: v.optional(v.array(id), []),
		reason: optionalText(500),
		secondBy: text(200)
	}),
	scope: (tx, { voteId }) => voteScope(tx, voteId),
	async run(ctx, { voteId, winners, reason, secondBy }) {
		const { tx } = ctx;
		const vote = await voteFor(ctx, voteId, 'record');
		const round = await standingsOf(tx, vote.roundId);
		const eligible = new Set(eligibleTeams(round));
		const counts = JSON.parse(vote.counts ?? '{}') as Tally;
		const giving = givenTo(
			outcomeOf(counts, (teamId) => eligible.has(teamId)),
			winners,
			{
				tiesMayExceed: round.stage.prizes.tiesMayExceed,
				hasReason: reason !== null
			}
		);
		if (giving.kind === 'refused') throw new Refusal(giving.code);
		const tickets = await tx.audienceTicket.count({ where: { voteId, voidedAt: null } });
		const called = (teamId: string) => round.teams.find((team) => team.id === teamId)?.name ?? teamId;
		const words = [countWords(counts, tickets, called), giving.needsReason ? reason : null];
		const decisionId = await decideSidePrize(ctx, round, {
			prizeKey: vote.prizeKey,
			recipients: giving.teamIds.map((teamId) => ({ teamId, person: null })),
			reason: words.filter((line) => line !== null).join(' '),
			secondBy
		});
		await tx.audienceVote.update({ where: { id: voteId }, data: { decisionId } });
		ctx.publish({ kind: 'vote.changed', contestId: vote.contestId, roundId: vote.roundId });
		return { decisionId };
	}
});
