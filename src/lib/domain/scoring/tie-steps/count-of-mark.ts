import type { TieStepBy } from '#lib/domain/contest/tie-ladder.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { exact, sum } from '#lib/domain/shared/exact.ts';
import type { TieEvidence } from './tie-evidence.ts';
import { keptMarks } from './tie-evidence.ts';

/** How many of the marks kept equal the given one, as in Eurovision 1991 (most twelves, then most tens). */
export function countOfMark(step: TieStepBy<'countOfMark'>, team: TieEvidence): Exact {
	const mark = exact(step.mark);
	const equal = keptMarks(team.parts, step.at).filter((kept) => kept.value.equals(mark));
	return sum(equal.map(({ share }) => share));
}
