import type { ExactText } from '#lib/domain/shared/exact.ts';
import type { Settlements } from './placing.ts';
import type { Standings, TieNeed } from './standings.ts';

/** The round of one contest cluster, or the only round of the stage (`clusterId` null). */
export interface ClusterResult {
	readonly clusterId: string | null;
	/** How the rules name the cluster; without one the id is the name. */
	readonly clusterKey?: string | null;
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
export const ADMISSIONS = ['cluster', 'overall', 'wildcard', 'part', 'committee', 'promoted'] as const;
export type QualifiedBy = (typeof ADMISSIONS)[number];

/** A team that would have gone on, the unit of which it is one too many, and those who go on for that unit. */
export interface Skipped {
	readonly teamId: string;
	readonly unitId: string;
	readonly max: number;
	readonly before: readonly string[];
}

/** A total measured against its own cluster, with the total as it was. */
export interface AdjustedTotal {
	readonly teamId: string;
	readonly clusterId: string | null;
	readonly raw: ExactText;
	/** Mean or median of the cluster's totals. */
	readonly centre: ExactText;
	/** Square of the standard deviation, or of the scaled median distance. */
	readonly spreadSquared: ExactText;
	readonly z: ExactText;
}

/** Units that count for a cap, for every team of the stage. */
export type TeamUnits = readonly { readonly teamId: string; readonly unitIds: readonly string[] }[];

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
			/** Passed over because enough teams of one of its units go on. */
			readonly skipped?: Skipped;
	  }
	| {
			readonly teamId: string;
			readonly outcome: 'withdrawn';
			readonly clusterId: string | null;
			readonly reason: string;
	  }
	| { readonly teamId: string; readonly outcome: 'notRanked'; readonly clusterId: string | null };

/** Teams on one place that has fewer openings than teams, or of one unit of which fewer may go on. */
export interface TieAtCut {
	/** Null: the cut goes through all clusters. */
	readonly clusterId: string | null;
	readonly rank: number;
	readonly teamIds: readonly string[];
	readonly places: number;
	/** What settles it: a step of the ladder that waits for people, or a decision at the cut. */
	readonly needs: TieNeed | 'cutDecision' | 'extraPerformance';
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
	'qualification_warning_too_few_for_z',
	'qualification_warning_cluster_without_quota',
	'qualification_warning_quota_without_cluster',
	'qualification_warning_decision_unused',
	'qualification_warning_withdrawal_unknown'
] as const;
export type QualificationWarning = {
	readonly code: (typeof QUALIFICATION_WARNINGS)[number];
	readonly params: Readonly<Record<string, string | number>>;
};

/**
 * lastStage: nobody is to go on · incomplete: results are missing · needsChoice: the committee has not chosen ·
 * refused: totals may not be compared by this rule (different panels, ranks, too few teams for a z-score) · tiedAtCut · decided.
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
	/** Only where the rules compare z-scores: every ranked team, raw and adjusted. */
	readonly adjusted?: readonly AdjustedTotal[];
	readonly warnings: readonly QualificationWarning[];
}
