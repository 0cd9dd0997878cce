import { sortedBy } from '#lib/domain/shared/order.ts';

export type Tally = Readonly<Record<string, number>>;

/** Votes by candidate, those without one too. Refuses a box with a vote for somebody who does not stand. */
export function tally(candidates: readonly string[], ballots: readonly { readonly teamId: string }[]): Tally {
	const counts = new Map(candidates.map((teamId) => [teamId, 0]));
	for (const { teamId } of ballots) {
		const known = counts.get(teamId);
		if (known === undefined) throw new Error('a vote for a team that does not stand');
		counts.set(teamId, known + 1);
	}
	return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

export type VoteOutcome =
	| { readonly kind: 'decided'; readonly teamId: string }
	/** Most votes, equally many. Never settled by chance. */
	| { readonly kind: 'tie'; readonly teamIds: readonly string[] }
	/** No vote for anybody who may get the prize. */
	| { readonly kind: 'none' };

/**
 * Who has most votes among those who may get the prize: a team that was disqualified meanwhile, or that the rules give no second
 * prize, keeps its votes in the record and is passed over.
 */
export function outcomeOf(counts: Tally, mayWin: (teamId: string) => boolean): VoteOutcome {
	const standing = Object.entries(counts).filter(([teamId, votes]) => votes > 0 && mayWin(teamId));
	const most = Math.max(0, ...standing.map(([, votes]) => votes));
	const first = standing.filter(([, votes]) => votes === most).map(([teamId]) => teamId);
	if (first.length === 0) return { kind: 'none' };
	if (first.length > 1) return { kind: 'tie', teamIds: sortedBy(first, String) };
	return { kind: 'decided', teamId: first[0]! };
}

/** How the prize is given after a count: one team, all that are equal, or one of them (or nobody) with the committee's reason. */
type Giving =
	| { readonly kind: 'given'; readonly teamIds: readonly string[]; readonly needsReason: boolean }
	| { readonly kind: 'refused'; readonly code: 'vote_winner' | 'vote_reason' };

/** Whether `winners` fit the outcome. A sole winner cannot be passed over; equal teams share where the rules let them. */
export function givenTo(
	outcome: VoteOutcome,
	winners: readonly string[],
	{ tiesMayExceed, hasReason }: { readonly tiesMayExceed: boolean; readonly hasReason: boolean }
): Giving {
	const named = [...new Set(winners)];
	const no = { kind: 'refused', code: 'vote_winner' } as const;
	if (outcome.kind === 'decided') {
		if (named.length > 1 || (named[0] ?? outcome.teamId) !== outcome.teamId) return no;
		return { kind: 'given', teamIds: [outcome.teamId], needsReason: false };
	}
	if (outcome.kind === 'tie') {
		if (!named.every((teamId) => outcome.teamIds.includes(teamId))) return no;
		const isShared = tiesMayExceed && named.length === outcome.teamIds.length;
		if (isShared) return { kind: 'given', teamIds: outcome.teamIds, needsReason: false };
		if (named.length !== 1) return no;
	} else if (named.length > 0) return no;
	if (!hasReason) return { kind: 'refused', code: 'vote_reason' };
	return { kind: 'given', teamIds: named, needsReason: true };
}
