import type { TieStepBy } from '#lib/domain/contest/tie-ladder.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { ZERO, sum } from '#lib/domain/shared/exact.ts';
import type { TieEvidence } from './tie-evidence.ts';
import { keptMarks } from './tie-evidence.ts';

/** How many judges gave at least one mark other than zero. */
export function judgesNonZero(step: TieStepBy<'judgesNonZero'>, team: TieEvidence): Exact {
	const given = keptMarks(team.parts, step.at).filter((kept) => !kept.value.equals(ZERO));
	const judges = new Map<string, Exact>();
	for (const { judgeId, share } of given) {
		const most = judges.get(judgeId);
		if (!most || share.compare(most) > 0) judges.set(judgeId, share);
	}
	return sum([...judges.values()]);
}
