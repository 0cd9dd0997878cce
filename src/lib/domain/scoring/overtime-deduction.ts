import type { TimeLimit, TimePenalty } from '#lib/domain/contest/time-limit.ts';
import type { ExactText } from '#lib/domain/shared/exact.ts';
import { exact, exactText } from '#lib/domain/shared/exact.ts';

/** What the rule proposes for a time on stage; a person confirms it. */
export interface TimeProposal {
	readonly points: ExactText;
	/** How far beyond the limit, or short of the minimum. */
	readonly excessMs: number;
	readonly stopsPart: boolean;
}

const NONE = { points: '0', stopsPart: false } as const;

/**
 * The points that a part's overtime rule proposes for a duration in whole milliseconds; throws RangeError for any other
 * number. "From one minute over, each minute loses a point" (Vĩnh Phúc 2023) is perUnit/completed: 5:59.9 → 0, 6:00 → 1,
 * 6:59 → 1, 7:00 → 2 with a limit of 5:00.
 */
export function overtimeDeduction(limit: TimeLimit, rule: TimePenalty, durationMs: number): TimeProposal {
	return penalty(rule, whole(durationMs) - limit.seconds * 1000);
}

/** The points proposed for staying below the part's minimum; nothing when the part has none. */
export function undertimeDeduction(limit: TimeLimit, rule: TimePenalty, durationMs: number): TimeProposal {
	if (limit.minSeconds === null) return { ...NONE, excessMs: 0 };
	return penalty(rule, limit.minSeconds * 1000 - whole(durationMs));
}

function whole(durationMs: number): number {
	if (!Number.isSafeInteger(durationMs) || durationMs < 0) throw new RangeError('not whole milliseconds');
	return durationMs;
}

function penalty(rule: TimePenalty, excessMs: number): TimeProposal {
	if (excessMs <= 0) return { ...NONE, excessMs: 0 };
	if (rule.kind === 'stepped') {
		const reached = rule.steps.filter((step) =>
			rule.boundary === 'at' ? excessMs >= step.seconds * 1000 : excessMs > step.seconds * 1000
		);
		const last = reached.at(-1);
		return last ? { points: last.points, stopsPart: last.stopsPart, excessMs } : { ...NONE, excessMs };
	}
	const stopsPart = rule.stopsAfterSeconds !== null && excessMs >= rule.stopsAfterSeconds * 1000;
	const graceMs = rule.graceSeconds * 1000;
	if (excessMs <= graceMs) return { ...NONE, stopsPart, excessMs };
	const units = unitsIn(rule.countFrom === 'grace' ? excessMs - graceMs : excessMs, rule);
	const points = exact(rule.points).mul(exact(units));
	const isCapped = rule.cap !== null && points.compare(exact(rule.cap)) > 0;
	return { points: exactText(isCapped ? exact(rule.cap!) : points), stopsPart, excessMs };
}

/** In whole milliseconds throughout: a quotient would have to be rounded before it could be cut. */
function unitsIn(
	countedMs: number,
	{ unitSeconds, count }: Extract<TimePenalty, { kind: 'perUnit' }>
): number {
	const restMs = countedMs % (unitSeconds * 1000);
	const completed = (countedMs - restMs) / (unitSeconds * 1000);
	return count === 'completed' || restMs === 0 ? completed : completed + 1;
}
