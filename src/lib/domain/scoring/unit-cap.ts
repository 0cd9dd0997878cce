import { byCodeUnit } from '#lib/domain/shared/order.ts';
import type { TieAtCutPolicy, UnitCap } from '#lib/domain/contest/qualification-rule.ts';
import { answerTo, needOf } from './cut.ts';
import type { CutDecision, QualificationDecisions, Skipped, TeamUnits, TieAtCut } from './qualification.ts';

/** Teams that go on, in groups from better to worse; within a group nothing says who is better. */
export type AdmittedGroups = readonly { readonly rank: number; readonly teamIds: readonly string[] }[];

export interface CapRuling {
	/** Teams passed over; the places they leave are to be filled anew. */
	readonly skipped: readonly Skipped[];
	/** Teams of one unit that nothing separates, of which only some may go on. */
	readonly tie: TieAtCut | null;
	readonly decision: CutDecision | null;
}

interface Asked {
	readonly cap: UnitCap;
	readonly units: TeamUnits;
	readonly policy: TieAtCutPolicy;
	readonly decisions: QualificationDecisions;
}

const NOTHING: CapRuling = { skipped: [], tie: null, decision: null };

/**
 * Walks down the teams that would go on and passes over the first that is one too many of a unit. `candidates`: teams that
 * are still tied for a place and fall out of that tie when their unit is full.
 */
export function overCap(groups: AdmittedGroups, candidates: readonly string[], asked: Asked): CapRuling {
	const { cap } = asked;
	const unitsOf = new Map(asked.units.map(({ teamId, unitIds }) => [teamId, unitIds]));
	const holding = new Map<string, string[]>();
	const isFull = (unitId: string) => (holding.get(unitId)?.length ?? 0) >= cap.teams;
	const passedOver = (teamIds: readonly string[]): Skipped[] =>
		teamIds.flatMap((teamId) => {
			const unitId = unitsOf.get(teamId)?.find(isFull);
			return unitId === undefined
				? []
				: [{ teamId, unitId, max: cap.teams, before: [...holding.get(unitId)!].sort(byCodeUnit) }];
		});
	for (const { rank, teamIds } of groups) {
		const late = passedOver(teamIds);
		if (late.length > 0) return { ...NOTHING, skipped: late };
		const contested = [...new Set(teamIds.flatMap((teamId) => unitsOf.get(teamId) ?? []))]
			.sort(byCodeUnit)
			.map((unitId) => ({
				unitId,
				members: teamIds.filter((teamId) => unitsOf.get(teamId)?.includes(unitId)).sort(byCodeUnit),
				free: cap.teams - (holding.get(unitId)?.length ?? 0)
			}))
			.find(({ members, free }) => members.length > free);
		if (contested) return settledAmong(contested, rank, asked, holding.get(contested.unitId) ?? []);
		for (const teamId of teamIds) {
			for (const unitId of unitsOf.get(teamId) ?? []) {
				holding.set(unitId, [...(holding.get(unitId) ?? []), teamId]);
			}
		}
	}
	return { ...NOTHING, skipped: passedOver(candidates) };
}

/** A cap is never lifted by "admit all": equal teams of one unit are told apart by lots, an extra performance or a decision. */
function settledAmong(
	{ unitId, members, free }: { unitId: string; members: readonly string[]; free: number },
	rank: number,
	{ cap, policy, decisions }: Asked,
	before: readonly string[]
): CapRuling {
	const answer = answerTo(members, free, policy, decisions);
	if (!answer) {
		const tie = { clusterId: null, rank, teamIds: members, places: free, needs: needOf(policy) };
		return { ...NOTHING, tie };
	}
	const others = [...before, ...answer.admitted].sort(byCodeUnit);
	const skipped = members
		.filter((teamId) => !answer.admitted.includes(teamId))
		.map((teamId) => ({ teamId, unitId, max: cap.teams, before: others }));
	return { ...NOTHING, skipped, decision: answer.decision };
}
