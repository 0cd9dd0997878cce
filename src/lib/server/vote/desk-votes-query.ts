import { outcomeOf, tally, type Tally } from '#lib/domain/vote/tally.ts';
import { stateAt } from '#lib/domain/vote/vote-state.ts';
import type { Action } from '#lib/domain/access/policy.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { eligibleTeams } from '#lib/server/results/prize-questions.ts';
import { standingsOf } from '#lib/server/results/standings.ts';
import type { Locale } from '#lib/words/figure.ts';
import { voteEntrants } from './entrants.ts';
import { foundVote, prizeOf, publicView, type ShownVote } from './public-vote-query.ts';

type May = (action: Action) => boolean;

interface Asking {
	readonly at: Date;
	readonly locale: Locale;
	readonly mayDo: May;
}

/** Names of those who did something, as the desk shows them. */
async function namesOf(read: Tx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
	const known = ids.filter((one) => one !== null);
	const accounts = await read.account.findMany({
		where: { id: { in: known } },
		select: { id: true, displayName: true }
	});
	const seats = await read.panelSeat.findMany({
		where: { id: { in: known } },
		select: { id: true, label: true }
	});
	return new Map([
		...accounts.map(({ id, displayName }) => [id, displayName] as const),
		...seats.map(({ id, label }) => [id, label] as const)
	]);
}

async function countsShown(read: Tx, voteId: string, mayDo: May, at: Date): Promise<Tally | null> {
	const vote = await read.audienceVote.findUniqueOrThrow({ where: { id: voteId } });
	if (vote.counts !== null) return mayDo('vote.count') ? (JSON.parse(vote.counts) as Tally) : null;
	// Blind, unless the vote says that organizers watch.
	const isRunning = stateAt(vote, at) === 'open' || stateAt(vote, at) === 'closed';
	if (!vote.isWatched || !isRunning || !mayDo('vote.watch')) return null;
	const ballots = await read.audienceBallot.findMany({
		where: { voteId },
		orderBy: { key: 'asc' },
		select: { teamId: true }
	});
	return tally(JSON.parse(vote.candidates) as string[], ballots);
}

async function batchesOf(read: Tx, voteId: string) {
	const tickets = await read.audienceTicket.findMany({
		where: { voteId },
		orderBy: { number: 'asc' },
		select: {
			batchId: true,
			number: true,
			label: true,
			hasVoted: true,
			issuedAt: true,
			voidedAt: true,
			voidReason: true,
			replacesId: true
		}
	});
	const batches = [...new Set(tickets.map(({ batchId }) => batchId))].map((batchId) => {
		const own = tickets.filter((ticket) => ticket.batchId === batchId);
		const labels = [...new Set(own.map(({ label }) => label))];
		return {
			batchId,
			first: own[0]!.number,
			last: own.at(-1)!.number,
			label: labels.length === 1 ? labels[0]! : null,
			isReissue: own[0]!.replacesId !== null,
			issuedAt: own[0]!.issuedAt,
			issued: own.length,
			used: own.filter(({ hasVoted }) => hasVoted).length,
			voided: own.filter(({ voidedAt }) => voidedAt !== null).length
		};
	});
	const voided = tickets.filter(({ voidedAt }) => voidedAt !== null);
	return {
		batches,
		valid: tickets.length - voided.length,
		/** The newest first. */
		voided: voided
			.toSorted((a, b) => b.voidedAt!.getTime() - a.voidedAt!.getTime())
			.slice(0, 50)
			.map(({ number, voidedAt, voidReason }) => ({ number, at: voidedAt!, reason: voidReason ?? '' }))
	};
}

/** How many votes came, for those at the desk: after the vote is closed, or where hall or organizers see it anyway. */
const receivedShown = (vote: ShownVote, at: Date, mayDo: May): number | null => {
	const state = stateAt(vote, at);
	if (state === 'draft') return null;
	const isOver = state !== 'open';
	return isOver || vote.showsReceived || (vote.isWatched && mayDo('vote.watch')) ? vote.received : null;
};

/** One vote as the desk sees it. Null where there is none, or none in this contest. */
export async function deskVote(read: Tx, voteId: string, { at, locale, mayDo }: Asking, contestId?: string) {
	const row = await read.audienceVote.findUnique({
		where: { id: voteId, ...(contestId === undefined ? {} : { contestId }) }
	});
	const vote = row && (await foundVote(read, voteId));
	if (!vote) return null;
	const entrants = await voteEntrants(read, row.roundId);
	const called = (teamId: string) => entrants.find((one) => one.teamId === teamId)?.name ?? teamId;
	const counts = await countsShown(read, voteId, mayDo, at);
	const isCounted = row.state === 'counted' && counts !== null;
	const standings = isCounted ? await standingsOf(read, row.roundId) : null;
	const eligible = new Set(standings ? eligibleTeams(standings) : []);
	const outcome = isCounted ? outcomeOf(counts, (teamId) => eligible.has(teamId)) : null;
	const names = await namesOf(read, [row.createdBy, row.openedBy, row.closedBy, row.countedBy]);
	const { batches, valid, voided } = await batchesOf(read, voteId);
	return {
		...(await publicView(read, vote, at)),
		state: stateAt(row, at),
		prizeName: (await prizeOf(read, vote))[locale],
		prizeKey: row.prizeKey,
		standing: row.standing,
		mayChange: row.mayChange,
		showsReceived: row.showsReceived,
		isWatched: row.isWatched,
		reason: row.reason,
		openedAt: row.openedAt,
		openedBy: row.openedBy && (names.get(row.openedBy) ?? null),
		closedAt: row.closedAt ?? (stateAt(row, at) === 'closed' ? row.closesAt : null),
		countedAt: row.countedAt,
		countedBy: row.countedBy && (names.get(row.countedBy) ?? null),
		isRecorded: row.decisionId !== null,
		received: receivedShown(vote, at, mayDo),
		chosen: JSON.parse(row.candidates) as string[],
		teams: entrants.map(({ teamId, name, position, isCompeting, isGuest }) => ({
			teamId,
			name,
			position,
			mayStand: isCompeting && !isGuest
		})),
		counts:
			counts &&
			Object.entries(counts)
				.map(([teamId, votes]) => ({
					teamId,
					name: called(teamId),
					votes,
					mayWin: !isCounted || eligible.has(teamId)
				}))
				.toSorted((a, b) => b.votes - a.votes || (a.teamId < b.teamId ? -1 : 1)),
		outcome:
			outcome &&
			(outcome.kind === 'tie'
				? { kind: outcome.kind, teams: outcome.teamIds.map((teamId) => ({ teamId, name: called(teamId) })) }
				: outcome.kind === 'decided'
					? { kind: outcome.kind, teams: [{ teamId: outcome.teamId, name: called(outcome.teamId) }] }
					: { kind: outcome.kind, teams: [] }),
		mayShare: standings?.stage.prizes.tiesMayExceed ?? false,
		tickets: { batches, valid, voided }
	};
}

type DeskVote = NonNullable<Awaited<ReturnType<typeof deskVote>>>;

const living = (roundId: string) => ({ roundId, state: { not: 'abandoned' } });

/** Votes of a round that were not given up. */
export const voteCount = (read: Tx, roundId: string): Promise<number> =>
	read.audienceVote.count({ where: living(roundId) });

/** The votes of a round for those who open and close them: without counts, whoever stands there. */
export async function votesToRun(read: Tx, roundId: string, asking: Asking): Promise<DeskVote[]> {
	const rows = await read.audienceVote.findMany({
		where: living(roundId),
		orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
		select: { id: true }
	});
	const votes = [];
	for (const { id } of rows) {
		const vote = await deskVote(read, id, asking);
		if (vote) votes.push({ ...vote, counts: null, outcome: null });
	}
	return votes;
}
