import type { Criterion } from './criterion.ts';
import { scoredParts } from './part.ts';
import type { Stage } from './rules.ts';

/** One line of a judge's sheet: the criterion with its path and that of the part or sub-part that it belongs to. */
export interface SheetLine {
	/** 'knowledge.situation.manner' */
	readonly path: string;
	/** 'knowledge.situation' */
	readonly partPath: string;
	/** 'knowledge' */
	readonly partKey: string;
	readonly criterion: Criterion;
}

/** The part key of a ballot and of a turn on stage that stand for all parts at once. */
export const ALL_PARTS = '*';

/** Whether a judge of this kind marks a part that asks for `judgeKinds`; a part that names no kinds is marked by all. */
export function marksPart(judgeKinds: readonly string[], kind: string | null): boolean {
	return judgeKinds.length === 0 || (kind !== null && judgeKinds.includes(kind));
}

/**
 * The lines that a judge of this kind fills in on the ballot of a top-level part (`*`: of all parts), in the order of the
 * rules. Empty where nothing of it is for this judge to mark.
 */
export function sheetLines(stage: Stage, ballotPartKey: string, kind: string | null): SheetLine[] {
	return scoredParts(stage.parts).flatMap(({ path: partPath, part }): SheetLine[] => {
		const partKey = partPath.split('.')[0]!;
		if (ballotPartKey !== ALL_PARTS && ballotPartKey !== partKey) return [];
		if (part.kind !== 'judged' || !marksPart(part.judgeKinds, kind)) return [];
		return part.criteria.map((criterion) => ({
			path: `${partPath}.${criterion.key}`,
			partPath,
			partKey,
			criterion
		}));
	});
}
