import type { Placing } from './placing.ts';
import type { Separation, StandingsRow } from './standings.ts';

/** What puts a row before or behind its neighbour: the total, a step of the ladder, or nothing (a shared or open place). */
export function separation(
	row: StandingsRow,
	neighbour: StandingsRow | undefined,
	placing: Placing
): Separation | null {
	if (!neighbour || neighbour.compared === null || neighbour.isGuest) return null;
	const { teamId } = neighbour;
	const byTotal = {
		teamId,
		by: row.ranking?.by ?? 'total',
		stepIndex: null,
		own: row.compared,
		other: neighbour.compared
	} as const;
	if (row.compared !== neighbour.compared) return byTotal;

	const tie = placing.ties.find((candidate) => candidate.teamIds.includes(row.teamId));
	const step = tie?.steps.find(
		(outcome) =>
			outcome.among.includes(row.teamId) &&
			outcome.among.includes(teamId) &&
			!outcome.groups.some((group) => group.includes(row.teamId) && group.includes(teamId))
	);
	if (step) {
		const valueOf = (id: string) => step.values.find((entry) => entry.teamId === id)?.value ?? null;
		return { teamId, by: step.by, stepIndex: step.index, own: valueOf(row.teamId), other: valueOf(teamId) };
	}
	const isOpen = placing.unresolved.some((open) => open.teamIds.includes(row.teamId));
	return {
		teamId,
		by: isOpen ? 'unresolved' : 'shared',
		stepIndex: null,
		own: row.compared,
		other: neighbour.compared
	};
}
