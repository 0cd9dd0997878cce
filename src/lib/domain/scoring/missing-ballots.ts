import type { JudgedPart } from '#lib/domain/contest/part.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { lackOf } from './aggregation/lack.ts';
import type { Missing, PartBallot } from './derivation.ts';
import type { FigureSet } from './part-ballots.ts';

/** What keeps a part from having a score. A ballot with one criterion open is missing: no partial averages. */
export function missingBallots(
	stage: Stage,
	part: JudgedPart,
	path: string,
	ballots: readonly PartBallot[],
	kinds: ReadonlyMap<string, string | null>
): Missing[] {
	const criterionKeys = part.criteria.map((criterion) => `${path}.${criterion.key}`);
	const rule = part.aggregation;
	// A third marker who is called is waited for by the method, which also says why.
	const isThird = (ballot: PartBallot) =>
		rule.method === 'twoMarkers' && kinds.get(ballot.judgeId) === rule.thirdKind;
	const open = ballots.filter((ballot) => ballot.standing === 'incomplete' && !isThird(ballot));
	const missing: Missing[] = open.map((ballot) => ({
		kind: 'ballot',
		partKey: path,
		judgeId: ballot.judgeId,
		criterionKeys: criterionKeys.filter((key) => !ballot.marks.some((mark) => mark.criterionKey === key))
	}));
	const counted = ballots.filter((ballot) => ballot.standing === 'counted').length;
	const quorum = part.quorum ?? stage.panel.quorum;
	if (counted + open.length < quorum) missing.push({ kind: 'quorum', partKey: path, counted, quorum });
	const isShort = ballots.some((ballot) =>
		rule.method === 'sum' && rule.whenFewer === 'incomplete'
			? ballot.standing === 'absent' || ballot.standing === 'conflict'
			: stage.panel.absence === 'fullPanelOnly' && ballot.standing === 'absent'
	);
	if (isShort) missing.push({ kind: 'fullPanel', partKey: path, counted, panel: ballots.length });
	return missing;
}

/** What the method itself misses; what every criterion misses alike is said once. */
export function lacking(sets: readonly FigureSet[], part: JudgedPart, path: string): Missing[] {
	const found = sets.flatMap((set): Missing[] => {
		const lack = lackOf(set.figures, part.aggregation);
		if (!lack) return [];
		const criterionKey = lack.kind === 'thirdMarker' ? set.criterionKey : null;
		return [{ ...lack, partKey: path, criterionKey }];
	});
	return found.filter(
		(one, index) =>
			one.kind === 'thirdMarker' || found.findIndex((other) => other.kind === one.kind) === index
	);
}
