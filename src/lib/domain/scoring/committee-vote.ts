import { byCodeUnit } from '#lib/domain/shared/order.ts';

/** One member's vote for the team that should stand before the others; null abstains. */
export interface VoteBallot {
	readonly member: string;
	readonly isChair: boolean;
	readonly teamId: string | null;
}

/**
 * The committee's recorded decision on exactly the teams that were tied: groups from better to worse. A group of several
 * shares the place. When the tied teams change through a correction, the decision no longer applies and is asked for again.
 * With `ballots` the votes are counted instead, and `order` is what the count gave.
 */
export interface CommitteeVote {
	readonly order: readonly (readonly string[])[];
	readonly reason: string;
	readonly ballots?: readonly VoteBallot[];
}

/**
 * Groups of teams by their number of votes, most first. Of teams with as many, the one the chair voted for goes first where
 * the rule gives the chair the casting vote; otherwise they stay together, and the committee votes on them again.
 */
export function countVotes(
	teamIds: readonly string[],
	ballots: readonly VoteBallot[],
	chairCasting: boolean
): string[][] {
	const chosen = chairCasting ? (ballots.find((ballot) => ballot.isChair)?.teamId ?? null) : null;
	const votes = (teamId: string) => ballots.filter((ballot) => ballot.teamId === teamId).length;
	const counts = [...new Set(teamIds.map(votes))].sort((a, b) => b - a);
	return counts.flatMap((count) => {
		const level = teamIds.filter((teamId) => votes(teamId) === count).sort(byCodeUnit);
		if (level.length === 1 || chosen === null || !level.includes(chosen)) return [level];
		return [[chosen], level.filter((teamId) => teamId !== chosen)];
	});
}
