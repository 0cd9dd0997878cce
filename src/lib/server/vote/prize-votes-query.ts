import { stateAt } from '#lib/domain/vote/vote-state.ts';
import type { PrizeVote } from '#lib/features/results/prize-view.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** The audience's votes of a round by the prize that each decides; one that was given up decides nothing. */
export async function prizeVotes(read: Tx, roundId: string, at: Date): Promise<Map<string, PrizeVote>> {
	const votes = await read.audienceVote.findMany({ where: { roundId, state: { not: 'abandoned' } } });
	return new Map(
		votes.map((vote) => [
			vote.prizeKey,
			{ id: vote.id, state: stateAt(vote, at), isRecorded: vote.decisionId !== null }
		])
	);
}
