import type { Settlements } from './placing.ts';
import type { Standings, TieNeed } from './standings.ts';

/** The round of one contest cluster, or the only round of the stage (`clusterId` null). */
export interface ClusterResult {
	readonly clusterId: string | null;
	/** Null: the cluster has no round yet. */
	readonly standings: Standings | null;
}

/** The committee's choice of who goes through, with the reason that the record needs. */
export interface CommitteeChoice {
	readonly teamIds: readonly string[];
	/** Who follows when somebody withdraws, in order. */
	readonly reserves: readonly string[];
	readonly reason: string;
}

/** A person's decision on exactly the teams tied at one cut. */
export interface CutDecision {
	readonly contenders: readonly string[];
	readonly admitted: readonly string[];
	readonly reason: string;
}

/** Withdrawn after they had qualified. */
export interface Withdrawal {
	readonly teamId: string;
	readonly reason: string;
}

export interface QualificationDecisions extends Settlements {
	readonly choice: CommitteeChoice | null;
	readonly cutDecisions: readonly CutDecision[];
	readonly withdrawals: readonly Withdrawal[];
}

/** By what a team goes through. */
export const ADMISSIONS = ['cluster', 'overall', 'wildcard', 'committee', 'promoted'] as const;
export type QualifiedBy = (typeof ADMISSIONS)[number];

/** Why each team stands where it stands: one line of the record. */
export type TeamOutcome =
	| {
			readonly teamId: string;
			readonly outcome: 'through';
			readonly by: QualifiedBy;
			readonly clusterId: string | null;
			readonly rank: number;
			readonly withTieAtCut: boolean;
	  }
	| {
			readonly teamId: string;
			readonly outcome: 'tiedAtCut';
			readonly clusterId: string | null;
			readonly rank: number;
	  }
	| {
			readonly teamId: string;
			readonly outcome: 'out';
			readonly clusterId: string | null;
			readonly rank: number;
			readonly withTieAtCut: boolean;
	  }
	| {
			readonly teamId: string;
			readonly outcome: 'withdrawn';
			readonly clusterId: string | null;
			readonly reason: string;
	  }
	| { readonly teamId: string; readonly outcome: 'notRanked'; readonly clusterId: string | null };

/** Teams on one place that has fewer openings than teams. */
export interface TieAtCut {
	/** Null: the cut goes through all clusters. */
	readonly clusterId: string | null;
	readonly rank: number;
	readonly teamIds: readonly string[];
	readonly places: number;
	/** What settles it: a step of the ladder that waits for people, or a decision at the cut. */
	readonly needs: TieNeed | 'cutDecision';
}

/** Who follows, best first; teams in one group share the place, and their tie is decided only when it matters. */
export interface Reserves {
	readonly clusterId: string | null;
	readonly order: readonly (readonly string[])[];
}

export const QUALIFICATION_WARNINGS = [
	'qualification_warning_panels_differ',
	'qualification_warning_cluster_sizes_differ',
	'qualification_warning_places_left_open',
	'qualification_warning_decision_unused',
	'qualification_warning_withdrawal_unknown'
] as const;
export type QualificationWarning = {
	readonly code: (typeof QUALIFICATION_WARNINGS)[number];
	readonly params: Readonly<Record<string, string | number>>;
};

/**
 * lastStage: nobody is to go on · incomplete: results are missing · needsChoice: the committee has not chosen ·
 * refused: totals of different panels may not be compared by this rule · tiedAtCut · decided.
 */
export const QUALIFICATION_STATES = [
	'lastStage',
	'incomplete',
	'needsChoice',
	'refused',
	'tiedAtCut',
	'decided'
] as const;
export type QualificationState = (typeof QUALIFICATION_STATES)[number];

export interface Qualification {
	readonly state: QualificationState;
	/** In the order of places, by cluster. Empty unless decided: before that nobody is shown as through. */
	readonly through: readonly string[];
	/** Through however the open ties end. */
	readonly clear: readonly string[];
	readonly tiesAtCut: readonly TieAtCut[];
	readonly reserves: readonly Reserves[];
	readonly outcomes: readonly TeamOutcome[];
	readonly warnings: readonly QualificationWarning[];
}
