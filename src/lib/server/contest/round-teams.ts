import type { Stage } from '#lib/domain/contest/rules.ts';
import type { Tx } from '#lib/server/db/client.ts';

export interface RoundTeam {
	readonly id: string;
	readonly code: string;
	readonly name: string;
	readonly clusterId: string | null;
	readonly isAccepted: boolean;
	readonly presentsModel: boolean;
	/** On stage: the leader and the members. */
	readonly members: number;
	readonly unitIds: readonly string[];
}

const facts = {
	id: true,
	code: true,
	name: true,
	clusterId: true,
	status: true,
	modelTitle: true,
	units: { select: { unitId: true } },
	members: { where: { role: { in: ['leader', 'member'] } }, select: { id: true } }
};

function roundTeam(team: {
	id: string;
	code: string;
	name: string;
	clusterId: string | null;
	status: string;
	modelTitle: string | null;
	units: { unitId: string }[];
	members: { id: string }[];
}): RoundTeam {
	return {
		id: team.id,
		code: team.code,
		name: team.name,
		clusterId: team.clusterId,
		isAccepted: team.status === 'accepted',
		presentsModel: team.modelTitle !== null,
		members: team.members.length,
		unitIds: team.units.map(({ unitId }) => unitId)
	};
}

/** The registered teams of a contest that have not withdrawn, in whatever state their registration is. */
export async function registeredTeams(tx: Tx, contestId: string): Promise<RoundTeam[]> {
	const teams = await tx.team.findMany({
		where: { contestId, withdrawnAt: null },
		orderBy: { code: 'asc' },
		select: facts
	});
	return teams.map(roundTeam);
}

/** The teams that passed into these rounds, by round: entries are made when an earlier stage is published. */
export async function passedTeams(tx: Tx, roundIds: readonly string[]): Promise<Map<string, RoundTeam[]>> {
	const entries = await tx.entry.findMany({
		where: {
			roundId: { in: [...roundIds] },
			status: { in: ['competing', 'absent'] },
			team: { withdrawnAt: null }
		},
		orderBy: { team: { code: 'asc' } },
		select: { roundId: true, team: { select: facts } }
	});
	const byRound = new Map<string, RoundTeam[]>(roundIds.map((roundId) => [roundId, []]));
	for (const { roundId, team } of entries) byRound.get(roundId)!.push(roundTeam(team));
	return byRound;
}

interface RoundPlace {
	readonly id: string;
	readonly contestId: string;
	readonly clusterId: string | null;
}

/** The teams that belong in a round: those of its cluster, all of a contest with one round, or those that passed. */
export async function teamsOfRound(tx: Tx, round: RoundPlace, stage: Stage): Promise<RoundTeam[]> {
	if (stage.entrants.kind === 'qualified') return (await passedTeams(tx, [round.id])).get(round.id)!;
	return inRound(await registeredTeams(tx, round.contestId), round, stage);
}

/** Of a contest's registered teams, those of this round. */
export function inRound(
	teams: readonly RoundTeam[],
	round: Pick<RoundPlace, 'clusterId'>,
	stage: Stage
): RoundTeam[] {
	return teams.filter((team) => stage.layout === 'single' || team.clusterId === round.clusterId);
}
