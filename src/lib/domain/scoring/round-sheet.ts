import type { CommitteeVote } from './committee-vote.ts';
import type { Deduction } from './deduction.ts';
import type { Entrant } from './entrant.ts';
import type { GivenScore } from './given-score.ts';
import type { JudgeExclusion } from './judge-exclusion.ts';
import type { Judge } from './judge.ts';
import type { Lots } from './lots.ts';
import type { Mark } from './mark.ts';
import type { Timing } from './timing.ts';

/** All that was given and decided in one round: with the rules of its stage, the whole input of the standings. */
export interface RoundSheet {
	readonly roundId: string;
	readonly clusterId: string | null;
	readonly judges: readonly Judge[];
	readonly entrants: readonly Entrant[];
	readonly marks: readonly Mark[];
	readonly exclusions: readonly JudgeExclusion[];
	readonly givenScores: readonly GivenScore[];
	readonly deductions: readonly Deduction[];
	readonly timings: readonly Timing[];
	readonly lots: readonly Lots[];
	readonly votes: readonly CommitteeVote[];
	/** Seed of the draw, once it has been shown: lots come from it where the rules say so. */
	readonly seed?: string | null;
}
