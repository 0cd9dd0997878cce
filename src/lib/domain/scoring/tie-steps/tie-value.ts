import type { TieStep } from '#lib/domain/contest/tie-ladder.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { chairMark } from './chair-mark.ts';
import { countOfMark } from './count-of-mark.ts';
import { criterionScore } from './criterion-score.ts';
import { judgesNonZero } from './judges-non-zero.ts';
import { leastOvertime } from './least-overtime.ts';
import { partScore } from './part-score.ts';
import type { TieEvidence } from './tie-evidence.ts';

/** What one step of the ladder measures for one team; null where it measures nothing. */
export function tieValue(step: TieStep, team: TieEvidence): Exact | null {
	switch (step.by) {
		case 'partScore':
			return partScore(step, team);
		case 'criterionScore':
			return criterionScore(step, team);
		case 'countOfMark':
			return countOfMark(step, team);
		case 'judgesNonZero':
			return judgesNonZero(step, team);
		case 'chairMark':
			return chairMark(step, team);
		case 'leastOvertime':
			return leastOvertime(step, team);
		case 'drawOfLots':
		case 'committeeVote':
		case 'sharedPlace':
			return null;
	}
}
