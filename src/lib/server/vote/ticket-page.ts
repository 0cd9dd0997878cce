import type { Tx } from '#lib/server/db/client.ts';
import type { Locale } from '#lib/words/figure.ts';
import { named } from '#lib/words/named.ts';
import { voteEntrants } from './entrants.ts';
import { publicView, shownVote } from './public-vote-query.ts';
import type { TicketActor } from './ticket-actor.ts';
import { ballotKey } from './ticket-secrets.ts';

/**
 * What the holder of a ticket sees: who stands, and whether this ticket has voted. Never for whom: whoever finds a used ticket, or
 * keeps a copy of the printed sheet, must not learn it.
 */
export async function ticketPage(
	read: Tx,
	actor: TicketActor,
	{ token, at, locale }: { readonly token: string; readonly at: Date; readonly locale: Locale }
) {
	const vote = await shownVote(read, actor.voteId);
	if (!vote) return null;
	const { round } = vote;
	const ballot = await read.audienceBallot.findUnique({
		where: { key: ballotKey(token) },
		select: { revision: true }
	});
	const candidates = JSON.parse(vote.candidates) as string[];
	const isFixed = vote.state !== 'draft';
	const entrants = isFixed ? await voteEntrants(read, vote.roundId) : [];
	const isOut = (await read.resultVersion.count({ where: { roundId: vote.roundId } })) > 0;
	return {
		view: await publicView(read, vote, at),
		contest: {
			code: round.contest.code,
			title: locale === 'en' ? round.contest.titleEn : round.contest.titleVi,
			isInvented: round.contest.isInvented
		},
		round: { id: round.id, ...named(round, locale) },
		mayChange: vote.mayChange,
		isWatched: vote.isWatched,
		/** 0: this ticket has not voted. */
		revision: ballot?.revision ?? 0,
		isOut,
		candidates: candidates.flatMap((teamId) => {
			const found = entrants.find((one) => one.teamId === teamId);
			return found ? [{ teamId, name: found.name, units: found.units, position: found.position }] : [];
		})
	};
}
