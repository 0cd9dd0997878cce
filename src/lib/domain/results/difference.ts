import type { StandingsRow } from '#lib/domain/scoring/standings.ts';
import type { ResultContent } from './published-result.ts';

/** How one team stood before and stands now. */
export interface RowDifference {
	readonly teamId: string;
	readonly before: Pick<StandingsRow, 'rank' | 'status' | 'total'> | null;
	readonly after: Pick<StandingsRow, 'rank' | 'status' | 'total'> | null;
}

/** What a new version changed, team by team in the order of the new standings; teams that stand as before are left out. */
export function resultDifference(before: ResultContent, after: ResultContent): RowDifference[] {
	const old = new Map(before.standings.rows.map((row) => [row.teamId, row]));
	const now = new Set(after.standings.rows.map((row) => row.teamId));
	const rows: RowDifference[] = after.standings.rows.map((row) => ({
		teamId: row.teamId,
		before: old.get(row.teamId) ?? null,
		after: row
	}));
	const left = before.standings.rows.filter((row) => !now.has(row.teamId));
	return [...rows, ...left.map((row) => ({ teamId: row.teamId, before: row, after: null }))].filter(
		(row) =>
			row.before?.rank !== row.after?.rank ||
			row.before?.status !== row.after?.status ||
			row.before?.total?.exact !== row.after?.total?.exact
	);
}
