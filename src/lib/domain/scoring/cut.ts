import type { TieAtCutPolicy } from '#lib/domain/contest/qualification-rule.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { byCodeUnit } from '#lib/domain/shared/order.ts';
import type { Contender, Place, Settlements } from './placing.ts';
import { place } from './placing.ts';
import type { CutDecision, TieAtCut } from './qualification.ts';
import type { Standings } from './standings.ts';

/** A cluster whose round has standings. */
export interface FinishedCluster {
	readonly clusterId: string | null;
	readonly standings: Standings;
}

/** One cut through one list of places. */
export interface Cut {
	readonly admitted: readonly string[];
	readonly byTie: readonly string[];
	readonly tie: TieAtCut | null;
	readonly leftOpen: number;
	/** The recorded decision that settled the tie. */
	readonly decision: CutDecision | null;
}

/** Places from which a cut is made: those of one cluster, or (null) of all. */
export interface Pool {
	readonly clusterId: string | null;
	readonly places: readonly Place[];
}

/** Admits place by place until one no longer fits; that one is the cut. */
export function cutAt(
	pool: Pool,
	places: number,
	policy: TieAtCutPolicy,
	decisions: readonly CutDecision[]
): Cut {
	const admitted: string[] = [];
	const settled = { admitted, byTie: [], tie: null, leftOpen: 0, decision: null };
	for (const placed of pool.places) {
		const free = places - admitted.length;
		if (free === 0) return settled;
		const { rank, teamIds, needs } = placed;
		if (teamIds.length <= free) {
			admitted.push(...teamIds);
			continue;
		}
		const tie = { clusterId: pool.clusterId, rank, teamIds, places: free };
		if (needs !== null) return { ...settled, tie: { ...tie, needs } };
		if (policy === 'admitAll') return { ...settled, admitted: [...admitted, ...teamIds], byTie: teamIds };
		if (policy === 'admitNone') return { ...settled, byTie: teamIds, leftOpen: free };
		const decision = decisionOn(teamIds, free, decisions);
		if (!decision) return { ...settled, tie: { ...tie, needs: 'cutDecision' } };
		const chosen = teamIds.filter((teamId) => decision.admitted.includes(teamId));
		return {
			...settled,
			admitted: [...admitted, ...chosen],
			byTie: teamIds,
			leftOpen: free - chosen.length,
			decision
		};
	}
	return { ...settled, leftOpen: places - admitted.length };
}

/** A decision counts for exactly the tied teams, within the free places; two that disagree count as none. */
function decisionOn(
	contenders: readonly string[],
	places: number,
	decisions: readonly CutDecision[]
): CutDecision | null {
	const fitting = decisions.filter(
		(decision) =>
			sameTeams(decision.contenders, contenders) &&
			decision.admitted.length <= places &&
			decision.admitted.every((teamId) => contenders.includes(teamId))
	);
	const first = fitting[0];
	if (!first || !fitting.every((decision) => sameTeams(decision.admitted, first.admitted))) return null;
	return first;
}

/** Places among the ranked teams of these clusters, by the one comparator of the rounds. */
export function placesAmong(
	stage: Stage,
	results: readonly FinishedCluster[],
	without: readonly string[],
	settlements: Settlements
): readonly Place[] {
	const contenders: Contender[] = results.flatMap(({ standings }) =>
		standings.rows.flatMap((row) =>
			row.rank === null || row.compared === null || without.includes(row.teamId)
				? []
				: [{ teamId: row.teamId, compared: row.compared, tieValues: row.tieValues }]
		)
	);
	const ranked = results.length === 1 ? results[0]!.standings : null;
	if (!ranked) return place(contenders, stage.tieLadder, settlements).places;
	// Within one cluster the places of its standings hold, votes and lots included.
	const ranks = [...new Set(ranked.rows.flatMap((row) => row.rank ?? []))];
	return ranks.flatMap((rank) => {
		const teamIds = contenders
			.map((contender) => contender.teamId)
			.filter((teamId) => ranked.rows.some((row) => row.teamId === teamId && row.rank === rank))
			.sort(byCodeUnit);
		if (teamIds.length === 0) return [];
		const open = ranked.unresolved.find((tie) => tie.rank === rank);
		return [{ rank, teamIds, needs: teamIds.length > 1 ? (open?.needs ?? null) : null }];
	});
}

/** The same teams, in whatever order. */
export function sameTeams(a: readonly string[], b: readonly string[]): boolean {
	return a.length === b.length && a.every((teamId) => b.includes(teamId));
}
