import type { Aggregation } from '#lib/domain/contest/aggregation.ts';
import type { Aggregated, AggregationContext, JudgeFigure } from './aggregated.ts';
import { mean } from './mean.ts';
import { outlierExclude } from './outlier-exclude.ts';
import { sum } from './sum.ts';
import { trimmed } from './trimmed.ts';

/** The panel's figure by the rule's method; at least one figure is needed (RangeError). */
export function aggregate(
	figures: readonly JudgeFigure[],
	rule: Aggregation,
	context: AggregationContext
): Aggregated {
	switch (rule.method) {
		case 'mean':
			return mean(figures);
		case 'sum':
			return sum(figures, context);
		case 'trimmed':
			return trimmed(figures, rule);
		case 'outlierExclude':
			return outlierExclude(figures, rule, context);
	}
}
