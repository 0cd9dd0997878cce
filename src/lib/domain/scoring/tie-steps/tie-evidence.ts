import type { Part } from '#lib/domain/contest/part.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { exact } from '#lib/domain/shared/exact.ts';
import type { PartScore } from '../derivation.ts';

/** What a step of the ladder may look at: one team's parts as scored, who chairs, and its times on stage. */
export interface TieEvidence {
	readonly parts: readonly PartScore[];
	readonly rules: readonly Part[];
	readonly chairId: string | null;
	/** Duration in milliseconds for the part or sub-part at a path. */
	readonly durationMs: (path: string) => number | undefined;
}

export interface KeptMark {
	readonly judgeId: string;
	readonly criterionKey: string;
	readonly value: Exact;
}

/** Whether something at `path` belongs to the part, sub-part or criterion `at`; null is the whole round. */
export function isWithin(path: string, at: string | null): boolean {
	return at === null || path === at || path.startsWith(`${at}.`);
}

/** Parts and sub-parts in one list. */
export function allParts(parts: readonly PartScore[]): PartScore[] {
	return parts.flatMap((part) => [part, ...part.parts]);
}

/** The marks that entered the result: not those of judges left out, nor those dropped by trimming. */
export function keptMarks(parts: readonly PartScore[], at: string | null): KeptMark[] {
	return allParts(parts).flatMap((part) =>
		part.ballots
			.filter((ballot) => ballot.standing === 'counted')
			.flatMap((ballot) =>
				ballot.marks
					.filter((mark) => isWithin(mark.criterionKey, at))
					.filter((mark) => !isDropped(part, ballot.judgeId, mark.criterionKey))
					.map((mark) => ({
						judgeId: ballot.judgeId,
						criterionKey: mark.criterionKey,
						value: exact(mark.value)
					}))
			)
	);
}

function isDropped(part: PartScore, judgeId: string, criterionKey: string): boolean {
	const tally = part.tallies.find(
		(candidate) => candidate.criterionKey === null || candidate.criterionKey === criterionKey
	);
	return tally?.figures.some((figure) => figure.judgeId === judgeId && figure.dropped !== null) ?? false;
}
