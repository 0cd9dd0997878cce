import { stateAt } from '#lib/domain/vote/vote-state.ts';
import type { PublicVote } from '#lib/live/vote-protocol.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { frozenNow } from '#lib/server/live/frozen-now.ts';
import { rulesInForce, stageOf } from '#lib/server/results/rules-in-force.ts';

const facts = {
	id: true,
	roundId: true,
	prizeKey: true,
	state: true,
	closesAt: true,
	showsReceived: true,
	received: true,
	mayChange: true,
	isWatched: true,
	candidates: true,
	round: {
		select: {
			id: true,
			stageKey: true,
			contestId: true,
			rulesVersionId: true,
			state: true,
			name: true,
			nameEn: true,
			contest: { select: { code: true, titleVi: true, titleEn: true, status: true, isInvented: true } }
		}
	}
} as const;

/** A vote with what its pages say of contest and round. */
export function foundVote(read: Tx, voteId: string) {
	return read.audienceVote.findUnique({ where: { id: voteId }, select: facts });
}

export type ShownVote = NonNullable<Awaited<ReturnType<typeof foundVote>>>;

/** The same; null for one that nobody outside knows of. */
export async function shownVote(read: Tx, voteId: string): Promise<ShownVote | null> {
	const vote = await foundVote(read, voteId);
	return vote && vote.round.contest.status !== 'draft' ? vote : null;
}

interface Prize {
	readonly prizeKey: string;
	readonly round: {
		readonly contestId: string;
		readonly stageKey: string;
		readonly rulesVersionId: string | null;
	};
}

/** What the prize of a vote is called. */
export async function prizeOf(read: Tx, { round, prizeKey }: Prize) {
	const { rules } = await rulesInForce(read, round);
	const prize = stageOf(rules, round.stageKey).prizes.side.find(({ key }) => key === prizeKey);
	return prize?.name ?? { vi: prizeKey, en: prizeKey };
}

/**
 * What everybody may know of a vote at a moment. How many votes came is told only where the vote says so, and never while the round's
 * board stands still: a hall that sees votes come in sees what the freeze keeps.
 */
export async function publicView(read: Tx, vote: ShownVote, at: Date): Promise<PublicVote> {
	const state = stateAt(vote, at);
	const tells = vote.showsReceived && !(await frozenNow(read, vote.roundId));
	return {
		voteId: vote.id,
		roundId: vote.roundId,
		prize: await prizeOf(read, vote),
		// That it was counted is the desk's to know until the result is out.
		state: state === 'counted' ? 'closed' : state,
		closesAt: state === 'open' ? (vote.closesAt?.getTime() ?? null) : null,
		received: tells && state !== 'draft' ? vote.received : null,
		serverTime: at.getTime()
	};
}

/** The same by its id. */
export async function publicVote(read: Tx, voteId: string, at: Date): Promise<PublicVote | null> {
	const vote = await shownVote(read, voteId);
	return vote && publicView(read, vote, at);
}

/** The vote that a round's hall is about: the open one, else the one opened last, else the one prepared last. */
export async function currentVote(read: Tx, roundId: string): Promise<string | null> {
	const votes = await read.audienceVote.findMany({
		where: { roundId, state: { not: 'abandoned' } },
		orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
		select: { id: true, state: true, openedAt: true }
	});
	const opened = votes
		.filter(({ openedAt }) => openedAt !== null)
		.toSorted((a, b) => a.openedAt!.getTime() - b.openedAt!.getTime());
	return (votes.find(({ state }) => state === 'open') ?? opened.at(-1) ?? votes.at(-1))?.id ?? null;
}
