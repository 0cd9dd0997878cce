/** A unit's place in the tree; the root has no parent. */
export interface UnitPlace {
	readonly id: string;
	readonly parentId: string | null;
}

/** A conflict that somebody declared: with a team, or with a unit and all below it. */
export interface DeclaredConflict {
	readonly judgeId: string;
	readonly teamId: string | null;
	readonly unitId: string | null;
	readonly reason: string;
}

/** Why a judge must not mark a team. */
export type ConflictOfInterest =
	| { readonly kind: 'sameUnit'; readonly unitId: string }
	/** The judge's unit lies below one of the team's. */
	| { readonly kind: 'belowTeamUnit'; readonly unitId: string; readonly teamUnitId: string }
	| { readonly kind: 'declared'; readonly reason: string };

/**
 * The conflict between a judge and a team, or null. A judge of one of the team's units, or of a unit below one of them, has
 * one; a unit above (the city's board over a ward) has none by itself. Only the judge's own declarations are to be handed in.
 */
export function conflictOfInterest(
	judgeUnitId: string | null,
	team: { readonly id: string; readonly unitIds: readonly string[] },
	tree: readonly UnitPlace[],
	declared: readonly DeclaredConflict[]
): ConflictOfInterest | null {
	if (judgeUnitId !== null) {
		if (team.unitIds.includes(judgeUnitId)) return { kind: 'sameUnit', unitId: judgeUnitId };
		const above = ancestors(judgeUnitId, tree);
		const teamUnitId = above.find((unitId) => team.unitIds.includes(unitId));
		if (teamUnitId !== undefined) return { kind: 'belowTeamUnit', unitId: judgeUnitId, teamUnitId };
	}
	const statement = declared.find(
		(conflict) =>
			conflict.teamId === team.id ||
			(conflict.unitId !== null &&
				team.unitIds.some((unitId) => [unitId, ...ancestors(unitId, tree)].includes(conflict.unitId!)))
	);
	return statement ? { kind: 'declared', reason: statement.reason } : null;
}

/** The units above one, nearest first. A loop in the tree ends the way up instead of hanging. */
export function ancestors(unitId: string, tree: readonly UnitPlace[]): string[] {
	const parents = new Map(tree.map((unit) => [unit.id, unit.parentId]));
	const above: string[] = [];
	let parent = parents.get(unitId) ?? null;
	while (parent !== null && parent !== unitId && !above.includes(parent)) {
		above.push(parent);
		parent = parents.get(parent) ?? null;
	}
	return above;
}
