import { conflictOfInterest, type ConflictOfInterest } from '#lib/domain/contest/conflict-of-interest.ts';
import type { Tx } from '#lib/server/db/client.ts';

export interface FoundConflict {
	readonly judgeId: string;
	readonly teamId: string;
	readonly conflict: ConflictOfInterest;
}

interface Judge {
	readonly id: string;
	readonly personId: string;
	readonly unitId: string | null;
}

interface Team {
	readonly id: string;
	readonly unitIds: readonly string[];
}

/** What conflicts are read from: the unit tree and the declarations of one contest. */
export interface Grounds {
	of(judges: readonly Judge[], teams: readonly Team[]): FoundConflict[];
}

/** Loads the grounds once, for any number of rounds. */
export async function conflictGrounds(read: Tx, contestId: string): Promise<Grounds> {
	const tree = await read.unit.findMany({ select: { id: true, parentId: true } });
	const declared = await read.declaredConflict.findMany({ where: { contestId } });
	return {
		of: (judges, teams) =>
			judges.flatMap((judge) => {
				const own = declared
					.filter(({ personId }) => personId === judge.personId)
					.map(({ teamId, reason }) => ({ judgeId: judge.id, teamId, unitId: null, reason }));
				return teams.flatMap((team) => {
					const conflict = conflictOfInterest(judge.unitId, team, tree, own);
					return conflict ? [{ judgeId: judge.id, teamId: team.id, conflict }] : [];
				});
			})
	};
}
