import type { TieAtCutPolicy } from '#lib/domain/contest/qualification-rule.ts';
import type { Place } from './placing.ts';
import { lotsAmong } from './placing.ts';
import type { CutDecision, QualificationDecisions, TieAtCut } from './qualification.ts';
import type { Standings } from './standings.ts';

/** A cluster whose round has standings. */
export interface FinishedCluster {
	readonly clusterId: string | null;
	readonly clusterKey: string | null;
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

type Settled = Pick<QualificationDecisions, 'cutDecisions' | 'lots'>;

/** Admits place by place until one no longer fits; that one is the cut. */
export function cutAt(pool: Pool, places: number, policy: TieAtCutPolicy, decisions: Settled): Cut {
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
		const answer = answerTo(teamIds, free, policy, decisions);
		if (!answer) return { ...settled, tie: { ...tie, needs: needOf(policy) } };
		const chosen = teamIds.filter((teamId) => answer.admitted.includes(teamId));
		return {
			...settled,
			admitted: [...admitted, ...chosen],
			byTie: teamIds,
			leftOpen: free - chosen.length,
			decision: answer.decision
		};
	}
	return { ...settled, leftOpen: places - admitted.length };
}

/** What a tie waits for where people or lots settle it. */
export function needOf(policy: TieAtCutPolicy): TieAtCut['needs'] {
	if (policy === 'lots') return 'drawOfLots';
	return policy === 'extraPerformance' ? 'extraPerformance' : 'cutDecision';
}

/** Who of the tied goes on by lots drawn for them, or by the decision on exactly them; null while nothing was settled. */
export function answerTo(
	teamIds: readonly string[],
	free: number,
	policy: TieAtCutPolicy,
	{ lots, cutDecisions }: Settled
): { readonly admitted: readonly string[]; readonly decision: CutDecision | null } | null {
	if (policy === 'lots') {
		const order = lotsAmong(teamIds, lots);
		return order && { admitted: order.slice(0, free), decision: null };
	}
	const decision = decisionOn(teamIds, free, cutDecisions);
	return decision && { admitted: decision.admitted, decision };
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

/** The same teams, in whatever order. */
export function sameTeams(a: readonly string[], b: readonly string[]): boolean {
	return a.length === b.length && a.every((teamId) => b.includes(teamId));
}
