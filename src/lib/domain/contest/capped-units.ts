import type { UnitLevel } from '#lib/domain/people/unit.ts';
import { ancestors } from './conflict-of-interest.ts';
import type { UnitCap } from './qualification-rule.ts';

/** A unit with its place in the tree; `level` null: unknown. */
export interface LevelledUnit {
	readonly id: string;
	readonly parentId: string | null;
	readonly level: UnitLevel | null;
}

/**
 * The units for which a team counts under a cap: those that send it, or for each the nearest unit of the level asked for,
 * at or above it. A unit with none of that level counts for itself.
 */
export function cappedUnits(
	cap: UnitCap,
	unitIds: readonly string[],
	tree: readonly LevelledUnit[]
): string[] {
	const { level } = cap;
	if (level === 'unit') return [...new Set(unitIds)];
	const levels = new Map(tree.map((unit) => [unit.id, unit.level]));
	const lifted = unitIds.map(
		(unitId) => [unitId, ...ancestors(unitId, tree)].find((id) => levels.get(id) === level) ?? unitId
	);
	return [...new Set(lifted)];
}
