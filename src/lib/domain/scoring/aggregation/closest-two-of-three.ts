import type { AggregationBy } from '#lib/domain/contest/aggregation.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { exactText, mean as meanOf } from '#lib/domain/shared/exact.ts';
import type { DropReason } from '../derivation.ts';
import type { Aggregated, JudgeFigure } from './aggregated.ts';
import { mean } from './mean.ts';

export interface ClosestTwo {
	readonly value: Exact;
	readonly dropped: ReadonlyMap<string, DropReason>;
}

/**
 * Of three marks the two closest, averaged. When the middle one is equally far from both, the rule takes the higher two or
 * all three; three equal marks are all kept. One or two marks are averaged, more than three are a RangeError.
 */
export function closestTwoOfThree(
	figures: readonly JudgeFigure[],
	whenEqual: AggregationBy<'closestTwoOfThree'>['whenEqual']
): Aggregated {
	if (figures.length < 3) return mean(figures);
	const { value, dropped } = closestTwo(figures, whenEqual);
	const counted = figures.length - dropped.size;
	return {
		value,
		dropped,
		steps: [{ kind: 'aggregated', method: 'closestTwoOfThree', counted, value: exactText(value) }]
	};
}

export function closestTwo(
	figures: readonly JudgeFigure[],
	whenEqual: AggregationBy<'closestTwoOfThree'>['whenEqual']
): ClosestTwo {
	const [low, middle, high] = [...figures].sort((a, b) => a.value.compare(b.value));
	if (!low || !middle || !high || figures.length > 3) throw new RangeError('three marks are needed');
	const below = middle.value.sub(low.value);
	const above = high.value.sub(middle.value);
	const nearer = below.compare(above);
	const left = nearer < 0 ? high : low;
	// Three equal marks, or a rule that takes all of an even spread: whoever is called the lowest, nothing is left out.
	const isWhole = nearer === 0 && (whenEqual === 'meanOfAll' || low.value.equals(high.value));
	const reason = nearer === 0 ? 'lowerOfEqual' : 'notClosest';
	const dropped = new Map<string, DropReason>(isWhole ? [] : [[left.judgeId, reason]]);
	const kept = figures.filter((figure) => !dropped.has(figure.judgeId));
	return { value: meanOf(kept.map((figure) => figure.value)), dropped };
}
