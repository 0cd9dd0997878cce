import type { TieStepBy } from '#lib/domain/contest/tie-ladder.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { sum } from '#lib/domain/shared/exact.ts';
import type { TieEvidence } from './tie-evidence.ts';
import { keptMarks } from './tie-evidence.ts';

/** The average of one criterion over the marks kept. */
export function criterionScore(step: TieStepBy<'criterionScore'>, team: TieEvidence): Exact | null {
	const marks = keptMarks(team.parts, step.criterion);
	if (marks.length === 0) return null;
	return sum(marks.map(({ value, share }) => value.mul(share))).div(sum(marks.map(({ share }) => share)));
}
