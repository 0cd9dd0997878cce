/** Levels of the political system, highest first. Districts ended on 30/6/2025, when two levels remained. */
export const UNIT_LEVELS = ['central', 'province', 'district', 'commune', 'grassroots'] as const;
export type UnitLevel = (typeof UNIT_LEVELS)[number];

export const UNIT_KINDS = [
	'party-committee',
	'agency',
	'front',
	'union',
	'armed-forces',
	'school',
	'enterprise',
	'community',
	'other'
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** The last day of the district level: Resolution 203/2025/QH15 leaves province and commune from 1/7/2025. */
export const LAST_DAY_OF_DISTRICTS = '2025-06-30';

/** A place in the tree. Days are YYYY-MM-DD, the last one included; null is open. */
export interface UnitPlace {
	readonly level: UnitLevel;
	readonly kind: UnitKind;
	readonly validFrom: string | null;
	readonly validTo: string | null;
}

export type PlacementProblem =
	| 'unit_ends_before_start'
	| 'unit_district_ends'
	| 'unit_parent_level'
	| 'unit_outlives_parent'
	| 'unit_predates_parent';

const rank = (level: UnitLevel): number => UNIT_LEVELS.indexOf(level);

/**
 * Everything that is wrong with a unit at this place. A parent stands on a higher level, or is the party committee of
 * the same level (a city's committee with its own boards); a unit exists only while its parent does.
 */
export function placementProblems(unit: UnitPlace, parent: UnitPlace | null): PlacementProblem[] {
	const problems: PlacementProblem[] = [];
	if (unit.validFrom && unit.validTo && unit.validTo < unit.validFrom)
		problems.push('unit_ends_before_start');
	if (unit.level === 'district' && (unit.validTo ?? '9999') > LAST_DAY_OF_DISTRICTS) {
		problems.push('unit_district_ends');
	}
	if (!parent) return problems;
	const above = rank(parent.level) < rank(unit.level);
	const committee = parent.level === unit.level && parent.kind === 'party-committee';
	if (!above && !committee) problems.push('unit_parent_level');
	if (parent.validTo && (unit.validTo ?? '9999') > parent.validTo) problems.push('unit_outlives_parent');
	if (parent.validFrom && unit.validFrom && unit.validFrom < parent.validFrom)
		problems.push('unit_predates_parent');
	return problems;
}

/** Whether the unit exists on `day` (YYYY-MM-DD). */
export function isValidOn(unit: Pick<UnitPlace, 'validFrom' | 'validTo'>, day: string): boolean {
	return (unit.validFrom ?? '') <= day && day <= (unit.validTo ?? '9999');
}
