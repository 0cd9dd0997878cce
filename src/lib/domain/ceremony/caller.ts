import { exact, fixed } from '#lib/domain/shared/exact.ts';
import type { CeremonyOptions } from './ceremony-options.ts';
import type { CeremonyFacts } from './ceremony-steps.ts';
import type { Called } from './ceremony-step.ts';

/** Calls teams by name. */
export type Caller = (teamIds: readonly string[], how: { readonly hasTotal: boolean }) => Called[];

/** Teams called together come in the order of performance, which says nothing about their places. */
export function caller(facts: CeremonyFacts, { showsTotals }: CeremonyOptions): Caller {
	const teams = new Map(facts.teams.map((team) => [team.id, team]));
	const elsewhere = new Map(facts.qualification?.teams.map(({ id, name }) => [id, name]));
	const totals = new Map(
		facts.standings.rows.flatMap(({ teamId, total }) => (total ? [[teamId, total.exact] as const] : []))
	);
	// By the rules alone: more decimals than they ask would tell that somebody still to come is very close.
	const decimals = facts.stage.shownDecimals;
	const position = (id: string) => teams.get(id)?.position ?? Infinity;
	const nameOf = (id: string) => teams.get(id)?.name ?? elsewhere.get(id) ?? id;
	const inOrder = (a: string, b: string) =>
		position(a) === position(b) ? (nameOf(a) < nameOf(b) ? -1 : 1) : position(a) - position(b);
	return (teamIds, { hasTotal }) =>
		[...teamIds].sort(inOrder).map((teamId) => {
			const total = hasTotal && showsTotals ? totals.get(teamId) : undefined;
			return {
				teamId,
				team: nameOf(teamId),
				units: teams.get(teamId)?.units ?? [],
				person: null,
				total: total === undefined ? null : fixed(exact(total), decimals)
			};
		});
}

/** Teams by the place they share, worst first. */
export function worstFirst({ standings }: CeremonyFacts, teamIds: readonly string[]): string[][] {
	const rank = new Map(standings.rows.map((row) => [row.teamId, row.rank ?? Infinity]));
	const ranks = [...new Set(teamIds.map((id) => rank.get(id) ?? Infinity))].sort((a, b) => b - a);
	return ranks.map((one) => teamIds.filter((id) => (rank.get(id) ?? Infinity) === one));
}
