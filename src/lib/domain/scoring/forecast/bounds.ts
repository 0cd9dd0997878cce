import { scoredParts } from '#lib/domain/contest/part.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { exact } from '#lib/domain/shared/exact.ts';
import type { RoundSheet } from '../round-sheet.ts';
import { indexSheet } from '../sheet-index.ts';
import type { StandingsRow } from '../standings.ts';
import { tabulate } from '../tabulate.ts';
import { allParts } from '../tie-steps/tie-evidence.ts';

/** Between what and what a team's compared total can still end; null: nothing can be said. */
export interface Bounds {
	readonly teamId: string;
	readonly least: Exact | null;
	readonly most: Exact | null;
	/** All marks are in, so that both bounds are the total. */
	readonly isComplete: boolean;
}

/**
 * The bounds of every team that competes for a place. A part with a score is what it is; one without is held at the least
 * and at the most that its judges may give, through the same rounding points, coefficients and deductions. That no mark
 * changes and no deduction is added is assumed.
 */
export function boundsOf(stage: Stage, sheet: RoundSheet): Bounds[] {
	const now = tabulate(stage, sheet).rows.filter((row) => row.status === 'competing' && !row.isGuest);
	const ends = (end: 'least' | 'most') =>
		new Map(
			tabulate(stage, filledUp(stage, sheet, now, end)).rows.map((row) => [
				row.teamId,
				row.compared === null ? null : exact(row.compared)
			])
		);
	const [least, most] = [ends('least'), ends('most')];
	return now.map(({ teamId, isComplete }) => ({
		teamId,
		least: least.get(teamId) ?? null,
		most: most.get(teamId) ?? null,
		isComplete
	}));
}

/** The sheet with every part that has no score given the least, or the most, by everybody who marks it. */
export function filledUp(
	stage: Stage,
	sheet: RoundSheet,
	rows: readonly StandingsRow[],
	end: 'least' | 'most'
): RoundSheet {
	const open = rows.flatMap((row) =>
		scoredParts(stage.parts)
			.filter(({ path }) => !allParts(row.parts).find((part) => part.partKey === path)?.isComplete)
			.map((scored) => ({ teamId: row.teamId, ...scored }))
	);
	const isOpen = (teamId: string, path: string) =>
		open.some((gap) => gap.teamId === teamId && path.startsWith(`${gap.path}.`));
	const index = indexSheet(stage, sheet);
	const marks = open.flatMap(({ teamId, path, part }) => {
		if (part.kind !== 'judged') return [];
		const judges = index.panel(part).filter((judge) => index.exclusion(judge.id, teamId, path) === null);
		return judges.flatMap((judge) =>
			part.criteria.map((criterion) => ({
				teamId,
				judgeId: judge.id,
				criterionKey: `${path}.${criterion.key}`,
				value: end === 'least' ? criterion.min : criterion.max
			}))
		);
	});
	const given = open.flatMap(({ teamId, path, part }) =>
		part.kind === 'given' ? [{ teamId, partKey: path, value: end === 'least' ? part.min : part.scale }] : []
	);
	return {
		...sheet,
		marks: [...sheet.marks.filter((mark) => !isOpen(mark.teamId, mark.criterionKey)), ...marks],
		givenScores: [...sheet.givenScores, ...given]
	};
}
