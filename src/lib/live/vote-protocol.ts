import type { VoteState } from '#lib/domain/vote/vote-state.ts';
import type { Name } from '#lib/domain/shared/name.ts';

/** Votes of the audience, for whoever looks: nothing here says for whom anybody voted. */
export const VOTE_NAMESPACE = '/vote';

export interface PublicVote {
	readonly voteId: string;
	readonly roundId: string;
	readonly prize: Name;
	readonly state: Exclude<VoteState, 'counted'>;
	/** Milliseconds since 1970 on the server's clock; null: when somebody closes it. */
	readonly closesAt: number | null;
	/** Votes in the box, where the vote tells and no freeze keeps it. */
	readonly received: number | null;
	/** The server's clock when it answered. */
	readonly serverTime: number;
}

export interface FromVoteViewer {
	/** One vote, or the newest of a round; from then on the viewer hears of every change of its state. */
	look(
		message: { readonly voteId: string } | { readonly roundId: string },
		answer: (view: PublicVote | null) => void
	): void;
}

export interface ToVoteViewer {
	/** Opened, closed, given more time: look again. */
	changed(message: { readonly roundId: string }): void;
}
