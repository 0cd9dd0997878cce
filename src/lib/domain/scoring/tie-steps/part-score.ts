import type { TieStepBy } from '#lib/domain/contest/tie-ladder.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { exact } from '#lib/domain/shared/exact.ts';
import type { TieEvidence } from './tie-evidence.ts';
import { allParts } from './tie-evidence.ts';

/** The score of one part or sub-part, as it entered the total. */
export function partScore(step: TieStepBy<'partScore'>, team: TieEvidence): Exact | null {
	const part = allParts(team.parts).find((candidate) => candidate.partKey === step.part);
	return part?.score ? exact(part.score.exact) : null;
}
