import type { VoteState } from '#lib/domain/vote/vote-state.ts';

/** One prize as a page shows it. */
export interface PrizeRow {
	readonly key: string;
	readonly name: string;
	/** Teams, or 'person (team)'. */
	readonly recipients: readonly string[];
	/** Why it is vacant, fewer, or not decided; what a side prize was won with. */
	readonly notes: readonly string[];
	readonly isOpen: boolean;
}

export interface PrizesView {
	readonly main: readonly PrizeRow[];
	readonly side: readonly PrizeRow[];
}

/** The audience's vote that decides a side prize. */
export interface PrizeVote {
	readonly id: string;
	readonly state: VoteState;
	readonly isRecorded: boolean;
}

/** A prize on which people have to decide, and among whom. */
export interface PrizeQuestion {
	readonly kind: 'prize-tie' | 'side-prize';
	readonly prizeKey: string;
	/** How many are to be chosen; several only where the rules let a prize be shared. */
	readonly places: number;
	readonly mayBeShared: boolean;
	readonly mayStayVacant: boolean;
	/** Everybody who may be named, in groups: each winner of a prize to a person is a group of its own. */
	readonly groups: readonly {
		readonly label: string | null;
		readonly options: readonly { readonly value: string; readonly label: string }[];
	}[];
	readonly teamIds: readonly string[];
	/** Null: people write down who gets it. Else the audience votes, and `now` is null while no vote is set up. */
	readonly audience: { readonly now: PrizeVote | null } | null;
}
