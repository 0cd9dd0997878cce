import type { Comparison } from '#lib/domain/contest/rounding.ts';
import type { TieStepKind } from '#lib/domain/contest/tie-ladder.ts';
import type { ExactText } from '#lib/domain/shared/exact.ts';
import type { DerivationStep, Figure, Missing, PartScore } from './derivation.ts';
import type { EntrantStatus } from './entrant.ts';
import type { MajorityRule } from './places/majority-places.ts';

/** What the ladder waits for before a tie is settled. */
export const TIE_NEEDS = ['timing', 'drawOfLots', 'committeeVote'] as const;
export type TieNeed = (typeof TIE_NEEDS)[number];

/** How one step of the ladder treated a group of equal teams: the groups it left, from better to worse. */
export interface TieStepOutcome {
	/** Position in the rules' ladder, from 0. */
	readonly index: number;
	readonly by: TieStepKind;
	readonly among: readonly string[];
	readonly outcome: 'separated' | 'equal' | 'notApplicable' | 'needs' | 'shared';
	readonly values: readonly { readonly teamId: string; readonly value: ExactText | null }[];
	readonly groups: readonly (readonly string[])[];
	readonly needs: TieNeed | null;
}

/** Teams with the same total, the first place at stake, and everything the ladder did to them. */
export interface Tie {
	readonly rank: number;
	readonly teamIds: readonly string[];
	readonly steps: readonly TieStepOutcome[];
}

/** Teams whose order the rules leave to people, and what they have to do. Blocks publication. */
export interface UnresolvedTie {
	readonly rank: number;
	readonly teamIds: readonly string[];
	readonly needs: TieNeed;
}

/** What separates a row from the one above or below it. `stepIndex` null: the total itself. */
export interface Separation {
	readonly teamId: string;
	readonly by: 'total' | 'rankSum' | 'majority' | 'shared' | 'unresolved' | TieStepKind;
	readonly stepIndex: number | null;
	readonly own: ExactText | null;
	readonly other: ExactText | null;
}

/** A judge's place for a team: over the whole round (`partKey` null) or for one part. Shared places are the mean. */
export interface JudgePlace {
	readonly judgeId: string;
	readonly partKey: string | null;
	readonly place: ExactText;
}

/** How the judges' places made a team's place. */
export interface Ranking {
	readonly by: 'rankSum' | 'majority';
	/** Whether `value` is the mean of the judges' ranks instead of their sum. */
	readonly isMean: boolean;
	readonly judgePlaces: readonly JudgePlace[];
	/** By majority: the place won in each part, and the rule of the skating system that gave it. */
	readonly partPlaces: readonly {
		readonly partKey: string;
		readonly place: ExactText;
		readonly rule: MajorityRule;
	}[];
	/** The sum (or mean) of the judges' ranks; by majority the sum of the part places. */
	readonly value: ExactText;
	/** By majority: the rule that gave the place in the round. */
	readonly rule: MajorityRule | null;
	/** Judges whose ranks count for no team, because they did not mark all. */
	readonly judgesLeftOut: readonly string[];
}

export interface StandingsRow {
	readonly teamId: string;
	/** Null: incomplete, a guest, or not competing. */
	readonly rank: number | null;
	readonly isShared: boolean;
	readonly isGuest: boolean;
	readonly status: EntrantStatus;
	readonly isComplete: boolean;
	readonly missing: readonly Missing[];
	readonly total: Figure | null;
	/**
	 * The number by which places are decided: the total before or after its rounding, as the rules compare; where judges'
	 * ranks decide, what they come to, lowest first.
	 */
	readonly compared: ExactText | null;
	/** Only where the rules place by the judges' ranks. */
	readonly ranking?: Ranking;
	readonly parts: readonly PartScore[];
	/** From the parts to the total. */
	readonly steps: readonly DerivationStep[];
	/** One value per step of the ladder; null where the step has none for this team. */
	readonly tieValues: readonly (ExactText | null)[];
	readonly above: Separation | null;
	readonly below: Separation | null;
}

/** The result of a round: plain JSON, the same bytes whatever order marks, judges and teams came in. */
export interface Standings {
	readonly roundId: string;
	readonly stageKey: string;
	readonly clusterId: string | null;
	readonly judgeIds: readonly string[];
	readonly compare: Comparison;
	/** Decimals of the shown totals: as many as the rules ask, more where needed to show why two places differ. */
	readonly shownDecimals: number;
	/** Every competing team has all its marks and no tie waits for people. */
	readonly isFinal: boolean;
	/** Ranked rows by place, then guests, then incomplete, absent, withdrawn and disqualified teams. */
	readonly rows: readonly StandingsRow[];
	readonly ties: readonly Tie[];
	readonly unresolved: readonly UnresolvedTie[];
}
