import type { ContestPackage } from '#lib/domain/contest/package/package.ts';

/**
 * A contest as it is before its first round: rules, clusters, teams and panels, without draws, marks and decisions. The
 * teams of `left` do not take part.
 */
export function barePackage(pkg: ContestPackage, left: ReadonlySet<string>): ContestPackage {
	return {
		...pkg,
		title: { vi: `Tổng duyệt: ${pkg.title.vi}`, en: `Rehearsal: ${pkg.title.en}` },
		note: 'Số liệu dựng để tổng duyệt · Invented figures of a rehearsal',
		teams: pkg.teams.filter(({ id }) => !left.has(id)),
		conflicts: pkg.conflicts.filter(({ teamId }) => teamId === null || !left.has(teamId)),
		rounds: pkg.rounds.map(({ id, stageKey, clusterId, panel }) => ({
			id,
			stageKey,
			clusterId,
			panel,
			entrants: [],
			draw: null,
			marks: [],
			absences: [],
			givenScores: [],
			deductions: [],
			timings: [],
			lots: [],
			votes: []
		})),
		decisions: []
	};
}
