import type { Stage } from '#lib/domain/contest/rules.ts';
import { sortedBy } from '#lib/domain/shared/order.ts';
import type { JudgedPart } from '#lib/domain/contest/part.ts';
import type { Deduction } from './deduction.ts';
import type { Judge } from './judge.ts';
import type { ExclusionCause } from './judge-exclusion.ts';
import type { RoundSheet } from './round-sheet.ts';

/** A round's sheet made ready for look-up. Everything comes out in canonical order, whatever order it came in. */
export interface SheetIndex {
	mark(teamId: string, judgeId: string, criterionPath: string): string | undefined;
	given(teamId: string, partPath: string): string | undefined;
	/** Duration on stage in milliseconds. */
	timing(teamId: string, partPath: string): number | undefined;
	/** Deductions from this part itself (null: from the total), by id. */
	deductions(teamId: string, partPath: string | null): readonly Deduction[];
	/** The judges who mark a part, by id. */
	panel(part: JudgedPart): readonly Judge[];
	exclusion(judgeId: string, teamId: string, partPath: string): ExclusionCause | null;
}

/** Two marks of one judge for one team and criterion contradict each other, as do two given scores or timings: an Error. */
export function indexSheet(stage: Stage, sheet: RoundSheet): SheetIndex {
	const marks = new Map<string, string>();
	const givens = new Map<string, string>();
	const timings = new Map<string, number>();
	for (const mark of sheet.marks) once(marks, key(mark.teamId, mark.judgeId, mark.criterionKey), mark.value);
	for (const given of sheet.givenScores) once(givens, key(given.teamId, given.partKey), given.value);
	for (const timing of sheet.timings) once(timings, key(timing.teamId, timing.partKey), timing.durationMs);
	const deductions = sortedBy(sheet.deductions, (deduction) => deduction.id);
	const judges = sortedBy(sheet.judges, (judge) => judge.id);

	return {
		mark: (teamId, judgeId, criterionPath) => marks.get(key(teamId, judgeId, criterionPath)),
		given: (teamId, partPath) => givens.get(key(teamId, partPath)),
		timing: (teamId, partPath) => timings.get(key(teamId, partPath)),
		deductions: (teamId, partPath) =>
			deductions.filter((deduction) => deduction.teamId === teamId && deduction.partKey === partPath),
		panel: (part) =>
			part.judgeKinds.length === 0
				? judges
				: judges.filter((judge) => judge.kind !== null && part.judgeKinds.includes(judge.kind)),
		exclusion: (judgeId, teamId, partPath) => {
			const touching = sheet.exclusions.filter(
				(exclusion) => exclusion.judgeId === judgeId && concerns(exclusion.partKey, partPath)
			);
			const ofTeam = touching.filter((exclusion) => exclusion.teamId === null || exclusion.teamId === teamId);
			if (ofTeam.some((exclusion) => exclusion.cause === 'conflict')) return 'conflict';
			const byRule = stage.panel.absence === 'dropFromAll' ? 'round' : 'laterTeams';
			const isAbsent = touching.some(
				(exclusion) =>
					exclusion.cause === 'absent' &&
					((exclusion.scope ?? byRule) === 'round' || ofTeam.includes(exclusion))
			);
			return isAbsent ? 'absent' : null;
		}
	};
}

/** Whether an exclusion from `partKey` (null: everything) reaches the part or sub-part at `path`. */
function concerns(partKey: string | null, path: string): boolean {
	return partKey === null || path === partKey || path.startsWith(`${partKey}.`);
}

function once<T>(map: Map<string, T>, of: string, value: T): void {
	if (map.has(of)) throw new Error(`given twice: ${of.replaceAll('\u0000', ' / ')}`);
	map.set(of, value);
}

function key(teamId: string, second: string, third = ''): string {
	return `${teamId}\u0000${second}\u0000${third}`;
}
