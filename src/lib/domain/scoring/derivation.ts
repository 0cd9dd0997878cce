import type { AggregationMethod } from '#lib/domain/contest/aggregation.ts';
import type { RoundingPoint } from '#lib/domain/contest/rounding.ts';
import type { ExactText } from '#lib/domain/shared/exact.ts';

/** One step of a calculation as data; every number is exact. The words are made elsewhere, in two languages. */
export type DerivationStep =
	| {
			readonly kind: 'aggregated';
			readonly method: AggregationMethod;
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
export const DROP_REASONS = ['trimmedHigh', 'trimmedLow', 'outlier'] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** Why a judge's whole ballot stayed out of the calculation. */
export const BALLOT_STANDINGS = ['counted', 'conflict', 'absent', 'incomplete'] as const;
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

/** Why a team has no score yet. */
export type Missing =
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
