import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { stateAt } from '#lib/domain/vote/vote-state.ts';
import type { Locale } from '#lib/words/figure.ts';
import { named } from '#lib/words/named.ts';
import { prizeOf } from './public-vote-query.ts';
import { audiencePrizes } from './save-vote.ts';

/** The votes of a contest by round, and the prizes of its rounds that have none yet. */
export async function contestVotes(
	read: Tx,
	contestId: string,
	{ at, locale }: { readonly at: Date; readonly locale: Locale }
) {
	const rounds = await read.round.findMany({
		where: { contestId },
		orderBy: [{ position: 'asc' }, { id: 'asc' }]
	});
	const rows = await read.audienceVote.findMany({
		where: { contestId },
		orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
		include: { round: true, _count: { select: { tickets: { where: { voidedAt: null } } } } }
	});
	const votes = await Promise.all(
		rows.map(async (vote) => ({
			id: vote.id,
			roundId: vote.roundId,
			prize: (await prizeOf(read, vote))[locale],
			state: stateAt(vote, at),
			isRecorded: vote.decisionId !== null,
			tickets: vote._count.tickets
		}))
	);
	const choices = [];
	let hasPrizes = rows.length > 0;
	for (const round of rounds.filter(({ state }) => state !== 'published')) {
		for (const prize of await prizesOf(read, round)) {
			hasPrizes = true;
			const hasVote = rows.some(
				({ roundId, prizeKey, state }) =>
					roundId === round.id && prizeKey === prize.key && state !== 'abandoned'
			);
			const { name } = named(round, locale);
			if (hasVote) continue;
			choices.push({ value: `${round.id} ${prize.key}`, label: `${name} · ${prize.name[locale]}` });
		}
	}
	return {
		choices,
		hasPrizes,
		rounds: rounds
			.map((round) => ({
				id: round.id,
				...named(round, locale),
				votes: votes.filter(({ roundId }) => roundId === round.id)
			}))
			.filter((round) => round.votes.length > 0)
	};
}

/** A stage that the newest rules no longer name has no prizes. */
async function prizesOf(read: Tx, round: Parameters<typeof audiencePrizes>[1]) {
	try {
		return await audiencePrizes(read, round);
	} catch (error) {
		if (error instanceof Refusal) return [];
		throw error;
	}
}
