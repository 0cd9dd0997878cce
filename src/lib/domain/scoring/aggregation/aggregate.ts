import type { Aggregation } from '#lib/domain/contest/aggregation.ts';
import type { Aggregated, AggregationContext, JudgeFigure } from './aggregated.ts';
import { byCount } from './by-count.ts';
import { closestTwoOfThree } from './closest-two-of-three.ts';
import { mean } from './mean.ts';
import { median } from './median.ts';
import { outlierExclude } from './outlier-exclude.ts';
import { sum } from './sum.ts';
import { trimmed } from './trimmed.ts';
import { twoMarkers } from './two-markers.ts';
import { weightedKinds } from './weighted-kinds.ts';

/** The panel's figure by the rule's method; where the method lacks something (see lackOf) it is a RangeError. */
export function aggregate(
	figures: readonly JudgeFigure[],
	rule: Aggregation,
	context: AggregationContext
): Aggregated {
	switch (rule.method) {
		case 'mean':
			return mean(figures);
		case 'median':
			return median(figures);
		case 'sum':
			return sum(figures, context);
		case 'trimmed':
			return trimmed(figures, rule);
		case 'outlierExclude':
			return outlierExclude(figures, rule, context);
		case 'closestTwoOfThree':
			return closestTwoOfThree(figures, rule.whenEqual);
		case 'byCount':
			return byCount(figures, rule);
		case 'weightedKinds':
			return weightedKinds(figures, rule);
		case 'twoMarkers':
			return twoMarkers(figures, rule);
	}
}
