import type { Exact } from '#lib/domain/shared/exact.ts';
import { sum } from '#lib/domain/shared/exact.ts';
import { sortedBy } from '#lib/domain/shared/order.ts';
import type { MajorityPlace, UpTo } from './majority-places.ts';
import { majorityOf, upTo } from './majority-places.ts';
import { meanPlace } from './shared-ranks.ts';

/** A team's place in every part, and all places that judges gave it in all parts. */
export interface TeamOfParts {
	readonly teamId: string;
	readonly partPlaces: readonly Exact[];
	readonly judgePlaces: readonly Exact[];
}

interface Group {
	readonly teams: readonly TeamOfParts[];
	readonly rule: 9 | 10 | 11;
}

/**
 * The places of several parts together by rules 9 to 11 of the skating system. The lowest sum of part places is first (9).
 * Of teams with one sum who won most parts "p-th or better", then whose such places have the lower sum, where p is the
 * place at stake (10); then all judges' places of all parts count as if they were one part, from column p on (11). Whom
 * rule 11 leaves behind goes back to rule 10 for the next place. Equal to the end is a shared place.
 */
export function majorityTotal(teams: readonly TeamOfParts[]): MajorityPlace[] {
	const summed = sortedBy(teams, (team) => team.teamId).map((team) => ({ team, sum: sum(team.partPlaces) }));
	const placed: MajorityPlace[] = [];
	let open = summed;
	while (open.length > 0) {
		const least = open.reduce((a, b) => (b.sum.compare(a.sum) < 0 ? b : a)).sum;
		const level = open.filter((entry) => entry.sum.equals(least)).map(({ team }) => team);
		const groups: Group[] =
			level.length === 1 ? [{ teams: level, rule: 9 }] : byRule10(level, placed.length + 1, teams.length);
		for (const group of groups) {
			const place = meanPlace(placed.length + 1, group.teams.length);
			placed.push(...group.teams.map(({ teamId }) => ({ teamId, place, rule: group.rule })));
		}
		open = open.filter((entry) => !entry.sum.equals(least));
	}
	return placed;
}

function byRule10(level: readonly TeamOfParts[], from: number, last: number): Group[] {
	const groups: Group[] = [];
	let rest = level;
	for (let place = from; rest.length > 0;) {
		const best = leading(rest, (team) => upTo(team.partPlaces, place));
		groups.push(...(best.length === 1 ? [{ teams: best, rule: 10 } as const] : byRule11(best, place, last)));
		rest = rest.filter((team) => !best.includes(team));
		place += best.length;
	}
	return groups;
}

function byRule11(level: readonly TeamOfParts[], place: number, last: number): Group[] {
	const best = leadingOverall(level, place, last);
	const rest = level.filter((team) => !best.includes(team));
	const after: Group[] =
		rest.length === 1 ? [{ teams: rest, rule: 11 }] : byRule10(rest, place + best.length, last);
	return [{ teams: best, rule: 11 }, ...after];
}

function leadingOverall(level: readonly TeamOfParts[], from: number, last: number): readonly TeamOfParts[] {
	const needed = majorityOf(level[0]!.judgePlaces.length);
	let best: readonly TeamOfParts[] | null = null;
	for (let column = from; column <= last && best?.length !== 1; column += 1) {
		const among: readonly TeamOfParts[] =
			best ?? level.filter((team) => upTo(team.judgePlaces, column).count >= needed);
		if (among.length > 0) best = leading(among, (team) => upTo(team.judgePlaces, column));
	}
	return best ?? level;
}

/** Those with the most places that count, and of them those whose places add up to least. */
function leading(teams: readonly TeamOfParts[], reached: (team: TeamOfParts) => UpTo): TeamOfParts[] {
	const measured = teams.map((team) => ({ team, ...reached(team) }));
	const [first] = [...measured].sort((a, b) => b.count - a.count || a.sum.compare(b.sum));
	return measured
		.filter(({ count, sum: total }) => count === first!.count && total.equals(first!.sum))
		.map(({ team }) => team);
}
