import type { AggregationBy } from '#lib/domain/contest/aggregation.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { exact, exactText, mean as meanOf } from '#lib/domain/shared/exact.ts';
import type { DropReason } from '../derivation.ts';
import type { Aggregated, AggregationContext, JudgeFigure } from './aggregated.ts';
import { NOTHING_DROPPED } from './aggregated.ts';

/**
 * Averages all marks, leaves out those farther than delta from that average, and averages the rest, as often as the rule
 * says. 8.0, 8.5, 8.5, 9.0, 5.0 with delta 2: average 7.8, 5.0 is 2.8 away, result 8.5. Exactly delta away still counts.
 * When fewer than `minRemaining` would be left, everything counts again and the record says so.
 */
export function outlierExclude(
	figures: readonly JudgeFigure[],
	rule: AggregationBy<'outlierExclude'>,
	context: AggregationContext
): Aggregated {
	const delta =
		rule.deltaOn === 'scale10' ? exact(rule.delta).mul(context.scale).div(exact(10)) : exact(rule.delta);
	let kept = figures;
	for (let pass = 0; pass < rule.passes; pass += 1) {
		const centre = average(kept);
		const near = kept.filter((figure) => figure.value.sub(centre).abs().compare(delta) <= 0);
		if (near.length === kept.length) break;
		if (near.length < rule.minRemaining) return fallBack(figures, near.length, rule.minRemaining);
		kept = near;
	}
	const value = average(kept);
	const dropped = new Map<string, DropReason>(
		figures.filter((figure) => !kept.includes(figure)).map((figure) => [figure.judgeId, 'outlier'])
	);
	return {
		value,
		dropped,
		steps: [{ kind: 'aggregated', method: 'outlierExclude', counted: kept.length, value: exactText(value) }]
	};
}

function fallBack(figures: readonly JudgeFigure[], remaining: number, minRemaining: number): Aggregated {
	const value = average(figures);
	return {
		value,
		dropped: NOTHING_DROPPED,
		steps: [{ kind: 'fellBackToMean', remaining, minRemaining, value: exactText(value) }]
	};
}

function average(figures: readonly JudgeFigure[]): Exact {
	return meanOf(figures.map((figure) => figure.value));
}
