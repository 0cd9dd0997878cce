import type { JudgeExclusion } from '#lib/domain/scoring/judge-exclusion.ts';
import type { Tx } from '#lib/server/db/client.ts';

interface Seat {
	readonly id: string;
	readonly personId: string;
	readonly absentFrom: number | null;
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

/** For every unit named, itself and all units above it; one query for each level of the tree. */
async function linesUpwards(read: Tx, unitIds: readonly string[]): Promise<Map<string, ReadonlySet<string>>> {
	const parents = new Map<string, string | null>();
	for (let open = [...new Set(unitIds)]; open.length > 0;) {
		const units = await read.unit.findMany({
			where: { id: { in: open } },
			select: { id: true, parentId: true }
		});
		for (const { id, parentId } of units) parents.set(id, parentId);
		const above = units.flatMap(({ parentId }) => (parentId && !parents.has(parentId) ? [parentId] : []));
		open = [...new Set(above)];
	}
	return new Map(
		unitIds.map((unitId) => {
			const line = new Set<string>();
			for (let at: string | null | undefined = unitId; at && !line.has(at); at = parents.get(at))
				line.add(at);
			return [unitId, line];
		})
	);
}

/** Judges who cannot mark a team: their own unit is one of the team's or lies below one, or a conflict was declared. */
export async function conflictExclusions(
	read: Tx,
	contestId: string,
	seats: readonly Seat[],
	teams: readonly TeamUnits[]
): Promise<JudgeExclusion[]> {
	const [lines, declared] = await Promise.all([
		linesUpwards(
			read,
			seats.flatMap(({ person }) => (person.unitId ? [person.unitId] : []))
		),
		read.declaredConflict.findMany({ where: { contestId }, select: { personId: true, teamId: true } })
	]);
	const declaredPairs = new Set(declared.map(({ personId, teamId }) => `${personId} ${teamId}`));
	return seats.flatMap((seat) => {
		const line = seat.person.unitId ? lines.get(seat.person.unitId) : undefined;
		return teams
			.filter(
				({ teamId, unitIds }) =>
					declaredPairs.has(`${seat.personId} ${teamId}`) || unitIds.some((unitId) => line?.has(unitId))
			)
			.map(({ teamId }) => ({
				judgeId: seat.id,
				teamId,
				partKey: null,
				cause: 'conflict' as const
			}));
	});
}

/** Judges who are away from an order of performance on. From the first on, they are absent for every team. */
export function absenceExclusions(seats: readonly Seat[], turns: readonly Turn[]): JudgeExclusion[] {
	return seats.flatMap(({ id: judgeId, absentFrom }): JudgeExclusion[] => {
		if (absentFrom === null) return [];
		if (absentFrom <= 1) return [{ judgeId, teamId: null, partKey: null, cause: 'absent' }];
		return turns
			.filter(({ position }) => position >= absentFrom)
			.map(({ teamId, partKey }) => ({
				judgeId,
				teamId,
				partKey: partKey === '*' ? null : partKey,
				cause: 'absent'
			}));
	});
}
