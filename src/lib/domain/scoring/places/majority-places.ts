import type { Exact } from '#lib/domain/shared/exact.ts';
import { exact, sum } from '#lib/domain/shared/exact.ts';
import { sortedBy } from '#lib/domain/shared/order.ts';
import { meanPlace } from './shared-ranks.ts';

/** The places that the judges gave one team for one part. */
export interface PlacedTeam {
	readonly teamId: string;
	readonly places: readonly Exact[];
}

/** The rule of the skating system that gave a team its place. */
export type MajorityRule = 5 | 6 | 7 | 8 | 9 | 10 | 11;

export interface MajorityPlace {
	readonly teamId: string;
	/** Shared places are the mean of those shared. */
	readonly place: Exact;
	readonly rule: MajorityRule;
}

/** How many places are the given one or better, and what they add up to. */
export interface UpTo {
	readonly count: number;
	readonly sum: Exact;
}

export function upTo(places: readonly Exact[], column: number): UpTo {
	const reached = places.filter((place) => place.compare(exact(column)) <= 0);
	return { count: reached.length, sum: sum(reached) };
}

/** More than half. */
export function majorityOf(marks: number): number {
	return Math.floor(marks / 2) + 1;
}

/**
 * The places of one part by rules 5 to 8 of the skating system. Who has a majority of "first" is first; of several the
 * larger majority (6), then the lower sum of the places that form it, then the next column (7); when nobody has a
 * majority the next column is taken in (8). What is equal in every column shares the mean place.
 */
export function majorityPlaces(teams: readonly PlacedTeam[]): MajorityPlace[] {
	const needed = majorityOf(teams[0]?.places.length ?? 0);
	const placed: MajorityPlace[] = [];
	let open = sortedBy(teams, (team) => team.teamId);
	for (let column = 1; open.length > 0; column += 1) {
		const reached = open.filter((team) => upTo(team.places, column).count >= needed);
		const position = placed.length + 1;
		for (const { group, rule } of ordered(reached, column, teams.length)) {
			const place = meanPlace(placed.length + 1, group.length);
			const alone = column > position ? 8 : 5;
			placed.push(
				...group.map(({ teamId }) => ({ teamId, place, rule: reached.length === 1 ? alone : rule }) as const)
			);
		}
		open = open.filter((team) => !reached.includes(team));
	}
	return placed;
}

/** Teams with a majority from better to worse: the larger first, then the lower sum, then the columns after. */
function ordered(
	teams: readonly PlacedTeam[],
	column: number,
	last: number
): { group: readonly PlacedTeam[]; rule: 6 | 7 }[] {
	const left = teams.map((team) => ({ team, ...upTo(team.places, column) }));
	left.sort((a, b) => b.count - a.count || a.sum.compare(b.sum));
	const groups: (typeof left)[] = [];
	for (const entry of left) {
		const beside = groups.at(-1)?.[0];
		if (beside?.count === entry.count && beside.sum.equals(entry.sum)) groups.at(-1)!.push(entry);
		else groups.push([entry]);
	}
	return groups.flatMap((group): { group: readonly PlacedTeam[]; rule: 6 | 7 }[] => {
		const members = group.map(({ team }) => team);
		const isByCount = left.filter(({ count }) => count === group[0]!.count).length === 1;
		if (members.length === 1) return [{ group: members, rule: isByCount ? 6 : 7 }];
		if (column >= last) return [{ group: members, rule: 7 }];
		return ordered(members, column + 1, last).map((entry) => ({ ...entry, rule: 7 }));
	});
}
