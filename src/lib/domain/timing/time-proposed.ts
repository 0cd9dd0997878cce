import type { TimeDeduction } from '#lib/domain/contest/deduction-type.ts';
import type { Part, SubPart } from '#lib/domain/contest/part.ts';
import {
	overtimeDeduction,
	undertimeDeduction,
	type TimeProposal
} from '#lib/domain/scoring/overtime-deduction.ts';

export interface TimeProposed extends TimeProposal {
	readonly kind: TimeDeduction;
}

/**
 * What the rules of a part propose for a time on stage in whole milliseconds; null where the time is within what they ask
 * for. Points are '0' where the time is beyond the limit and not far enough for a penalty.
 */
export function timeProposed(
	{ timeLimit, overtime, undertime }: Pick<Part | SubPart, 'timeLimit' | 'overtime' | 'undertime'>,
	durationMs: number
): TimeProposed | null {
	if (!timeLimit) return null;
	const over = overtime && overtimeDeduction(timeLimit, overtime, durationMs);
	if (over && over.excessMs > 0) return { kind: 'overtime', ...over };
	const under = undertime && undertimeDeduction(timeLimit, undertime, durationMs);
	if (under && under.excessMs > 0) return { kind: 'undertime', ...under };
	return null;
}
