import type { Part } from '#lib/domain/contest/part.ts';
import { scoredParts } from '#lib/domain/contest/part.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { exact, exactText, isExactText, sum } from '#lib/domain/shared/exact.ts';
import { byCodeUnit } from '#lib/domain/shared/order.ts';
import type { Mark } from '../mark.ts';
import { rounded } from '../reckoning.ts';

/** Teams that one judge gives the same although the rules ask for an order. `partKey` null: over the whole round. */
export interface EqualBallots {
	readonly judgeId: string;
	readonly partKey: string | null;
	readonly teamIds: readonly string[];
}

/**
 * Every repeated place within a judge where the rules forbid it, by judge and part: teams whose whole ballots come to the
 * same before deductions. Nothing where they may share a rank or points decide. Marks that are no numbers are passed over.
 */
export function equalBallots(
	stage: Stage,
	teamIds: readonly string[],
	marks: readonly Mark[]
): EqualBallots[] {
	if (stage.placing.by === 'points' || stage.placing.equalMarks !== 'forbid') return [];
	const units =
		stage.placing.by === 'majority'
			? stage.parts.map((part) => ({ partKey: part.key, parts: [part] }))
			: [{ partKey: null, parts: stage.parts }];
	const read = new Map(
		marks
			.filter((mark) => isExactText(mark.value))
			.map((mark) => [`${mark.judgeId} ${mark.teamId} ${mark.criterionKey}`, exact(mark.value)])
	);
	const judgeIds = [...new Set(marks.map((mark) => mark.judgeId))].sort(byCodeUnit);
	return judgeIds.flatMap((judgeId) =>
		units.flatMap(({ partKey, parts }) => {
			const groups = new Map<string, string[]>();
			for (const teamId of [...teamIds].sort(byCodeUnit)) {
				const total = ballotTotal(stage, parts, (key) => read.get(`${judgeId} ${teamId} ${key}`));
				if (total) groups.set(exactText(total), [...(groups.get(exactText(total)) ?? []), teamId]);
			}
			return [...groups.values()]
				.filter((group) => group.length > 1)
				.map((group): EqualBallots => ({ judgeId, partKey, teamIds: group }));
		})
	);
}

/** All that a judge gives a team in these parts, weighted; null where a ballot was begun and not finished, or none. */
function ballotTotal(
	stage: Stage,
	parts: readonly Part[],
	markOn: (criterionKey: string) => Exact | undefined
): Exact | null {
	const weights = new Map(parts.map((part) => [part.key, exact(part.coefficient)]));
	const ballots: Exact[] = [];
	for (const { path, part } of scoredParts(parts)) {
		if (part.kind !== 'judged') continue;
		const given = part.criteria.flatMap((criterion) => {
			const mark = markOn(`${path}.${criterion.key}`);
			return mark ? [mark.mul(exact(criterion.coefficient))] : [];
		});
		if (given.length === 0) continue;
		if (given.length < part.criteria.length) return null;
		const ballot = rounded({ value: sum(given), steps: [] }, 'ballot', stage).value;
		const [top] = path.split('.');
		const above = top === path ? ballot : ballot.mul(weights.get(top!)!);
		ballots.push(above.mul(exact(part.coefficient)));
	}
	return ballots.length === 0 ? null : sum(ballots);
}
