import type { ResultRow, ThroughView } from './result-view.ts';

/** A question that people have to answer before anything can be published. */
export interface OpenQuestion {
	readonly kind: 'lots' | 'committee-vote' | 'tie-at-cut';
	readonly teams: readonly { readonly id: string; readonly name: string }[];
	/** Null: the question belongs to the stage. */
	readonly roundId: string | null;
	/** How many of them can go through; only at the cut. */
	readonly places: number;
}

export interface ObstacleView {
	readonly title: string;
	readonly lines: readonly string[];
	readonly question: OpenQuestion | null;
}

export interface PublishView {
	readonly obstacles: readonly ObstacleView[];
	readonly nextVersion: number;
	readonly rows: readonly ResultRow[];
	readonly parts: readonly string[];
	readonly decimals: number;
	readonly through: ThroughView | null;
	/** Why nobody is named yet, in words; null where it is decided or nobody is to go on. */
	readonly throughNote: string | null;
	readonly warnings: readonly string[];
}
