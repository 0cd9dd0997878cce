import type { TieStepBy } from '#lib/domain/contest/tie-ladder.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { mean } from '#lib/domain/shared/exact.ts';
import type { TieEvidence } from './tie-evidence.ts';
import { keptMarks } from './tie-evidence.ts';

/** The average of one criterion over the marks kept. */
export function criterionScore(step: TieStepBy<'criterionScore'>, team: TieEvidence): Exact | null {
	const marks = keptMarks(team.parts, step.criterion);
	return marks.length === 0 ? null : mean(marks.map((mark) => mark.value));
}
