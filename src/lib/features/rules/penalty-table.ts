import type { TimeLimit, TimePenalty } from '#lib/domain/contest/time-limit.ts';
import { overtimeDeduction, undertimeDeduction } from '#lib/domain/scoring/overtime-deduction.ts';
import { isExactText } from '#lib/domain/shared/exact.ts';

export interface PenaltyRow {
	readonly durationMs: number;
	readonly excessMs: number;
	readonly points: string;
	readonly stops: boolean;
}

const MOST_ROWS = 15;
const TENTH_MS = 100;

/**
 * What a penalty takes on both sides of each of its own boundaries: a tenth of a second before, at, and after it, with the
 * limit and minimum of the part. Empty while a setting is not a number yet.
 */
export function penaltyTable(
	limit: TimeLimit,
	penalty: TimePenalty,
	kind: 'over' | 'under'
): readonly PenaltyRow[] {
	const from = (kind === 'over' ? limit.seconds : limit.minSeconds) ?? Number.NaN;
	const boundaries = boundariesOf(penalty);
	const points = penalty.kind === 'stepped' ? penalty.steps.map((step) => step.points) : [penalty.points];
	if (penalty.kind === 'perUnit' && penalty.cap !== null) points.push(penalty.cap);
	if (![from, ...boundaries].every((seconds) => Number.isSafeInteger(seconds))) return [];
	if (!points.every(isExactText)) return [];
	const moments = [0, ...boundaries.flatMap((at) => [-TENTH_MS, 0, TENTH_MS].map((by) => at * 1000 + by))];
	return [...new Set(moments)]
		.filter((excessMs) => excessMs >= 0 && (kind === 'over' || excessMs <= from * 1000))
		.sort((a, b) => a - b)
		.slice(0, MOST_ROWS)
		.map((excessMs) => {
			const durationMs = from * 1000 + (kind === 'over' ? excessMs : -excessMs);
			const deduction = kind === 'over' ? overtimeDeduction : undertimeDeduction;
			const { points, stopsPart } = deduction(limit, penalty, durationMs);
			return { durationMs, excessMs, points, stops: stopsPart };
		});
}

/** Seconds beyond the limit, or short of the minimum, at which something changes. */
function boundariesOf(penalty: TimePenalty): readonly number[] {
	if (penalty.kind === 'stepped') return penalty.steps.map(({ seconds }) => seconds);
	const { graceSeconds, unitSeconds, countFrom, stopsAfterSeconds } = penalty;
	const origin = countFrom === 'grace' ? graceSeconds : 0;
	return [
		...(graceSeconds > 0 ? [graceSeconds] : []),
		...[1, 2, 3].map((count) => origin + unitSeconds * count),
		...(stopsAfterSeconds === null ? [] : [stopsAfterSeconds])
	];
}
