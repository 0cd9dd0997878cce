import type { AggregationBy } from '#lib/domain/contest/aggregation.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { exact, exactText, mean as meanOf } from '#lib/domain/shared/exact.ts';
import type { DerivationStep, DropReason } from '../derivation.ts';
import type { Aggregated, JudgeFigure } from './aggregated.ts';
import { NOTHING_DROPPED } from './aggregated.ts';
import { closestTwo } from './closest-two-of-three.ts';

/** The two markers' figures and those of the third, told apart by the kind of their seats. */
export interface Markers {
	readonly firsts: readonly JudgeFigure[];
	readonly thirds: readonly JudgeFigure[];
	/** Null unless exactly two have marked. */
	readonly difference: Exact | null;
	/** Whether the two differ by what calls for a third marking; exactly that much does. */
	readonly callsThird: boolean;
}

export function markersOf(figures: readonly JudgeFigure[], rule: AggregationBy<'twoMarkers'>): Markers {
	const firsts = figures.filter((figure) => figure.kind !== rule.thirdKind);
	const thirds = figures.filter((figure) => figure.kind === rule.thirdKind);
	const [first, second] = firsts;
	const difference = first && second && firsts.length === 2 ? first.value.sub(second.value).abs() : null;
	const callsThird = difference !== null && difference.compare(exact(rule.thirdFrom)) >= 0;
	return { firsts, thirds, difference, callsThird };
}

/**
 * The average of two markers; where they differ by `thirdFrom` or more, the third mark alone, or the two closest of the
 * three. A third mark that was not called for does not count.
 */
export function twoMarkers(figures: readonly JudgeFigure[], rule: AggregationBy<'twoMarkers'>): Aggregated {
	const { firsts, thirds, difference, callsThird } = markersOf(figures, rule);
	if (difference === null) throw new RangeError('two markers are needed');
	const limit = exactText(exact(rule.thirdFrom));
	const compared: DerivationStep = {
		kind: 'markersCompared',
		limit,
		callsThird,
		value: exactText(difference)
	};
	const counting = (
		value: Exact,
		dropped: ReadonlyMap<string, DropReason>,
		method: 'twoMarkers' | 'closestTwoOfThree' = 'twoMarkers'
	): Aggregated => {
		const counted = figures.length - dropped.size;
		return {
			value,
			dropped,
			steps: [compared, { kind: 'aggregated', method, counted, value: exactText(value) }]
		};
	};
	const without = (left: readonly JudgeFigure[], reason: DropReason) =>
		new Map<string, DropReason>(left.map((figure) => [figure.judgeId, reason]));
	if (!callsThird) {
		const value = meanOf(firsts.map((figure) => figure.value));
		return counting(value, thirds.length > 0 ? without(thirds, 'notCalled') : NOTHING_DROPPED);
	}
	const [third] = thirds;
	if (!third || thirds.length > 1) throw new RangeError('one third marker is needed');
	if (rule.thirdIs === 'final') return counting(third.value, without(firsts, 'overruled'));
	const { value, dropped } = closestTwo(figures, rule.whenEqual);
	return counting(value, dropped, 'closestTwoOfThree');
}
