import type { AggregationMethod } from '#lib/domain/contest/aggregation.ts';
import type { RoundingPoint } from '#lib/domain/contest/rounding.ts';
import type { ExactText } from '#lib/domain/shared/exact.ts';

/** One step of a calculation as data; every number is exact. The words are made elsewhere, in two languages. */
export type DerivationStep =
	| {
			readonly kind: 'aggregated';
			/** What was computed; a table by number of marks names the method of its row. */
			readonly method: Exclude<AggregationMethod, 'byCount'>;
			readonly counted: number;
			readonly value: ExactText;
	  }
	/** Too few marks would have been left, so nothing was dropped. */
	| {
			readonly kind: 'fellBackToMean';
			readonly remaining: number;
			readonly minRemaining: number;
			readonly value: ExactText;
	  }
	/** The average within one kind of judge, which weighs `weight` among the kinds. */
	| {
			readonly kind: 'kindAveraged';
			readonly judgeKind: string;
			readonly counted: number;
			readonly weight: ExactText;
			readonly value: ExactText;
	  }
	/** Kinds of judge without a mark: the other kinds' weights were scaled up. */
	| { readonly kind: 'renormalised'; readonly without: readonly string[]; readonly value: ExactText }
	/** By how much (`value`) two markers differ; from `limit` on a third marks. */
	| {
			readonly kind: 'markersCompared';
			readonly limit: ExactText;
			readonly callsThird: boolean;
			readonly value: ExactText;
	  }
	/** The sum of fewer judges, scaled up to the whole panel. */
	| { readonly kind: 'scaledUp'; readonly counted: number; readonly panel: number; readonly value: ExactText }
	| { readonly kind: 'given'; readonly value: ExactText }
	| {
			readonly kind: 'added';
			readonly terms: readonly { readonly key: string; readonly value: ExactText }[];
			readonly value: ExactText;
	  }
	| { readonly kind: 'multiplied'; readonly by: ExactText; readonly value: ExactText }
	| {
			readonly kind: 'rounded';
			readonly at: RoundingPoint;
			readonly decimals: number;
			readonly from: ExactText;
			readonly value: ExactText;
	  }
	| {
			readonly kind: 'deducted';
			readonly deductionId: string;
			readonly typeKey: string;
			readonly points: ExactText;
			readonly value: ExactText;
	  }
	| {
			readonly kind: 'voided';
			readonly deductionId: string;
			readonly typeKey: string;
			readonly value: ExactText;
	  }
	| { readonly kind: 'floored'; readonly at: ExactText; readonly from: ExactText; readonly value: ExactText };

/** Why a figure did not count. */
export const DROP_REASONS = [
	'trimmedHigh',
	'trimmedLow',
	'outlier',
	/** The farthest of three. */ 'notClosest',
	/** The lowest of three evenly spread. */ 'lowerOfEqual',
	/** A third marking that was not needed. */ 'notCalled',
	/** One of two markers whom the third overrules. */ 'overruled'
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** Why a judge's whole ballot stayed out of the calculation; notCalled: a third marker whom nobody needs, or not yet. */
export const BALLOT_STANDINGS = ['counted', 'conflict', 'absent', 'incomplete', 'notCalled'] as const;
export type BallotStanding = (typeof BALLOT_STANDINGS)[number];

/** What one judge gave for a part, and whether it entered the aggregation. `sum` is null while criteria are missing. */
export interface PartBallot {
	readonly judgeId: string;
	readonly standing: BallotStanding;
	readonly marks: readonly { readonly criterionKey: string; readonly value: ExactText }[];
	readonly sum: ExactText | null;
	/** After the rounding point 'ballot', when the rules round there. */
	readonly value: ExactText | null;
}

/** One aggregation: of whole ballots (`criterionKey` null) or of one criterion. */
export interface Tally {
	readonly criterionKey: string | null;
	readonly figures: readonly {
		readonly judgeId: string;
		readonly value: ExactText;
		readonly dropped: DropReason | null;
	}[];
	readonly steps: readonly DerivationStep[];
	readonly value: ExactText;
}

/** What a method of aggregation misses although every ballot asked for is in. */
export type Lack =
	/** The table says that so few marks give no score. */
	| { readonly kind: 'quorumLost'; readonly counted: number }
	/** The rules say nothing for so many marks. */
	| { readonly kind: 'noMethod'; readonly counted: number }
	/** Kinds of judge that no ballot came from. */
	| { readonly kind: 'judgeKind'; readonly judgeKinds: readonly string[] }
	/** Judges whose seat has no kind, or one without a weight. */
	| { readonly kind: 'seatKind'; readonly judgeIds: readonly string[] }
	/** Two markers are asked for, and another number has marked. */
	| { readonly kind: 'twoMarkers'; readonly counted: number }
	/** The two differ by `difference`: a third must mark. `counted`: how many third ballots there are. */
	| {
			readonly kind: 'thirdMarker';
			readonly counted: number;
			readonly difference: ExactText;
			readonly limit: ExactText;
	  };

/** Why a team has no score yet. */
export type Missing =
	/** `criterionKey` null: of whole ballots. */
	| (Lack & { readonly partKey: string; readonly criterionKey: string | null })
	| {
			readonly kind: 'ballot';
			readonly partKey: string;
			readonly judgeId: string;
			readonly criterionKeys: readonly string[];
	  }
	| { readonly kind: 'givenScore'; readonly partKey: string }
	| { readonly kind: 'quorum'; readonly partKey: string; readonly counted: number; readonly quorum: number }
	| {
			readonly kind: 'fullPanel';
			readonly partKey: string;
			readonly counted: number;
			readonly panel: number;
	  }
	/** A judge gave these teams the same where the rules ask for an order; `partKey` empty: over the whole round. */
	| {
			readonly kind: 'equalMarks';
			readonly partKey: string;
			readonly judgeId: string;
			readonly teamIds: readonly string[];
	  };

/** The whole way from marks to the score of one part. Scores are null while something is missing. */
export interface PartScore {
	/** Path: 'skit', 'knowledge', 'knowledge.situation'. */
	readonly partKey: string;
	readonly kind: 'judged' | 'given' | 'compound';
	readonly isComplete: boolean;
	readonly ballots: readonly PartBallot[];
	readonly tallies: readonly Tally[];
	readonly parts: readonly PartScore[];
	readonly steps: readonly DerivationStep[];
	readonly score: Figure | null;
}

/** A number to compute on and its writing for people (decimal point, fixed places). */
export interface Figure {
	readonly exact: ExactText;
	readonly shown: string;
}
