import type { Part } from '#lib/domain/contest/part.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { ONE, ZERO, exact } from '#lib/domain/shared/exact.ts';
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
	/** How much of it entered: 1, or less where only some of several equal figures were dropped. */
	readonly share: Exact;
}

/** Whether something at `path` belongs to the part, sub-part or criterion `at`; null is the whole round. */
export function isWithin(path: string, at: string | null): boolean {
	return at === null || path === at || path.startsWith(`${at}.`);
}

/** Parts and sub-parts in one list. */
export function allParts(parts: readonly PartScore[]): PartScore[] {
	return parts.flatMap((part) => [part, ...part.parts]);
}

/**
 * The marks that entered the result: not those of judges left out, nor those dropped by trimming. Where one of three equal
 * ballots is dropped, each of the three counts two thirds: whose it was must not decide anything.
 */
export function keptMarks(parts: readonly PartScore[], at: string | null): KeptMark[] {
	return allParts(parts).flatMap((part) =>
		part.ballots
			.filter((ballot) => ballot.standing === 'counted')
			.flatMap((ballot) =>
				ballot.marks
					.filter((mark) => isWithin(mark.criterionKey, at))
					.map((mark) => ({
						judgeId: ballot.judgeId,
						criterionKey: mark.criterionKey,
						value: exact(mark.value),
						share: shareOf(part, ballot.judgeId, mark.criterionKey)
					}))
					.filter((mark) => !mark.share.equals(ZERO))
			)
	);
}

/** Of the figures as high as this judge's: those that were kept, out of all. */
function shareOf(part: PartScore, judgeId: string, criterionKey: string): Exact {
	const figures = part.tallies.find(
		(candidate) => candidate.criterionKey === null || candidate.criterionKey === criterionKey
	)?.figures;
	const own = figures?.find((figure) => figure.judgeId === judgeId);
	if (!figures || !own) return ONE;
	const equal = figures.filter((figure) => figure.value === own.value);
	const kept = equal.filter((figure) => figure.dropped === null);
	return exact(kept.length).div(exact(equal.length));
}
