import type { ChangeWords } from '#lib/words/changes.ts';
import type { PrizeQuestion, PrizesView } from './prize-view.ts';
import type { ResultRow, ThroughView } from './result-view.ts';

/** A question that people have to answer before anything can be published. */
export interface OpenQuestion {
	readonly kind: 'lots' | 'committee-vote' | 'tie-at-cut';
	readonly teams: readonly { readonly id: string; readonly name: string }[];
	/** Null: the question belongs to the stage. */
	readonly roundId: string | null;
	/** How many of them can go through; only at the cut. */
	readonly places: number;
	/** Who has a vote, where the committee's vote is asked; `id` is the label of the seat. */
	readonly members?: readonly { readonly id: string; readonly name: string; readonly isChair: boolean }[];
}

export interface ObstacleView {
	readonly title: string;
	readonly lines: readonly string[];
	readonly question: OpenQuestion | null;
	readonly prize?: PrizeQuestion;
}

export interface PublishView {
	readonly obstacles: readonly ObstacleView[];
	readonly nextVersion: number;
	/** What the next version would say otherwise than the newest; null before the first, and while that one stands. */
	readonly changes: ChangeWords | null;
	readonly rows: readonly ResultRow[];
	readonly parts: readonly string[];
	readonly decimals: number;
	/** Null where the rules give none. */
	readonly prizes: PrizesView | null;
	/** Voted and named already; may be recorded again. */
	readonly settledPrizes: readonly { readonly name: string; readonly question: PrizeQuestion }[];
	readonly through: ThroughView | null;
	/** Why nobody is named yet, in words; null where it is decided or nobody is to go on. */
	readonly throughNote: string | null;
	readonly warnings: readonly string[];
}
