import { scoredParts } from '#lib/domain/contest/part.ts';
import type { TieStepBy } from '#lib/domain/contest/tie-ladder.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { exact, sum } from '#lib/domain/shared/exact.ts';
import type { TieEvidence } from './tie-evidence.ts';
import { allParts, isWithin } from './tie-evidence.ts';

/**
 * What the chair gave, criteria weighted as in the part; also a ballot that trimming dropped, because the rule asks for the
 * chair's own view. Null when the chair's ballot does not count for one of the parts (conflict, absence).
 */
export function chairMark(step: TieStepBy<'chairMark'>, team: TieEvidence): Exact | null {
	const points: Exact[] = [];
	for (const { path, part } of scoredParts(team.rules)) {
		if (part.kind !== 'judged' || !(isWithin(path, step.at) || step.at?.startsWith(`${path}.`))) continue;
		const ballot = allParts(team.parts)
			.find((scored) => scored.partKey === path)
			?.ballots.find((candidate) => candidate.judgeId === team.chairId);
		if (!ballot) continue;
		if (ballot.standing !== 'counted') return null;
		for (const criterion of part.criteria) {
			const key = `${path}.${criterion.key}`;
			const mark = ballot.marks.find((candidate) => candidate.criterionKey === key);
			if (mark && isWithin(key, step.at)) points.push(exact(mark.value).mul(exact(criterion.coefficient)));
		}
	}
	return points.length === 0 ? null : sum(points);
}
