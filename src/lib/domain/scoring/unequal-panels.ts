import { sortedBy } from '#lib/domain/shared/order.ts';
import type { PartScore } from './derivation.ts';
import type { Standings } from './standings.ts';

/** A part that not all teams were marked in by the same judges, because one was away for some of them. */
export interface UnequalPanel {
	readonly partKey: string;
	readonly judgeId: string;
	/** Teams without this judge's ballot, by id. */
	readonly without: readonly string[];
}

/**
 * Where an absence gave teams of one round different panels. A conflict of interest does too, but concerns its team alone by
 * nature and is told there.
 */
export function unequalPanels({ rows }: Pick<Standings, 'rows'>): UnequalPanel[] {
	const ballots = rows
		.filter((row) => row.status === 'competing')
		.flatMap((row) =>
			allParts(row.parts).flatMap((part) => part.ballots.map((ballot) => ({ row, part, ballot })))
		);
	const groups = Map.groupBy(ballots, ({ part, ballot }) => `${part.partKey} ${ballot.judgeId}`);
	const found = [...groups.values()].flatMap((group): UnequalPanel[] => {
		const away = group.filter(({ ballot }) => ballot.standing === 'absent');
		if (away.length === 0 || !group.some(({ ballot }) => ballot.standing === 'counted')) return [];
		const { part, ballot } = group[0]!;
		const without = sortedBy(away, ({ row }) => row.teamId).map(({ row }) => row.teamId);
		return [{ partKey: part.partKey, judgeId: ballot.judgeId, without }];
	});
	return sortedBy(found, ({ partKey, judgeId }) => `${partKey} ${judgeId}`);
}

function allParts(parts: readonly PartScore[]): PartScore[] {
	return parts.flatMap((part) => [part, ...part.parts]);
}
