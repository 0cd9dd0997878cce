import { conflictOfInterest, type UnitPlace } from '#lib/domain/contest/conflict-of-interest.ts';
import { ABSENCE_SCOPES, type JudgeExclusion } from '#lib/domain/scoring/judge-exclusion.ts';
import type { Tx } from '#lib/server/db/client.ts';

interface Seat {
	readonly id: string;
	readonly personId: string;
	readonly absentFrom: number | null;
	/** What people decided; null: as the rules say. */
	readonly absenceScope: string | null;
	readonly person: { readonly unitId: string | null };
}

interface Turn {
	readonly teamId: string;
	/** `*`: all parts in one turn. */
	readonly partKey: string;
	readonly position: number;
}

interface TeamUnits {
	readonly teamId: string;
	readonly unitIds: readonly string[];
}

/** The judges' units and all units above them; one query for each level of the tree. */
async function unitsUpwards(read: Tx, unitIds: readonly string[]): Promise<UnitPlace[]> {
	const tree = new Map<string, UnitPlace>();
	for (let open = [...new Set(unitIds)]; open.length > 0;) {
		const units = await read.unit.findMany({
			where: { id: { in: open } },
			select: { id: true, parentId: true }
		});
		for (const unit of units) tree.set(unit.id, unit);
		open = [...new Set(units.flatMap(({ parentId }) => (parentId && !tree.has(parentId) ? [parentId] : [])))];
	}
	return [...tree.values()];
}

/** Judges who cannot mark a team: by the unit tree, or because a conflict was declared. */
export async function conflictExclusions(
	read: Tx,
	contestId: string,
	seats: readonly Seat[],
	teams: readonly TeamUnits[]
): Promise<JudgeExclusion[]> {
	const unitIds = seats.flatMap(({ person }) => (person.unitId ? [person.unitId] : []));
	const tree = await unitsUpwards(read, unitIds);
	const declarations = await read.declaredConflict.findMany({
		where: { contestId },
		select: { personId: true, teamId: true, reason: true }
	});
	return seats.flatMap((seat) => {
		const declared = declarations
			.filter(({ personId }) => personId === seat.personId)
			.map(({ teamId, reason }) => ({ judgeId: seat.id, teamId, unitId: null, reason }));
		return teams
			.filter(({ teamId, unitIds: teamUnits }) =>
				conflictOfInterest(seat.person.unitId, { id: teamId, unitIds: teamUnits }, tree, declared)
			)
			.map(({ teamId }) => ({ judgeId: seat.id, teamId, partKey: null, cause: 'conflict' as const }));
	});
}

/** Judges who are away from an order of performance on. From the first on, they are absent for every team. */
export function absenceExclusions(seats: readonly Seat[], turns: readonly Turn[]): JudgeExclusion[] {
	return seats.flatMap(({ id: judgeId, absentFrom, absenceScope }): JudgeExclusion[] => {
		const scope = ABSENCE_SCOPES.find((known) => known === absenceScope);
		if (absentFrom === null) return [];
		if (absentFrom <= 1) return [{ judgeId, teamId: null, partKey: null, cause: 'absent' }];
		return turns
			.filter(({ position }) => position >= absentFrom)
			.map(({ teamId, partKey }) => ({
				judgeId,
				teamId,
				partKey: partKey === '*' ? null : partKey,
				cause: 'absent',
				...(scope && { scope })
			}));
	});
}
