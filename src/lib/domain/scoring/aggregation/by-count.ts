import type { AggregationBy } from '#lib/domain/contest/aggregation.ts';
import type { Aggregated, JudgeFigure } from './aggregated.ts';
import { closestTwoOfThree } from './closest-two-of-three.ts';
import { mean } from './mean.ts';
import { median } from './median.ts';
import { trimmed } from './trimmed.ts';

/** What the table's row for exactly this many marks computes; where it has none, or says quorum lost, a RangeError. */
export function byCount(figures: readonly JudgeFigure[], rule: AggregationBy<'byCount'>): Aggregated {
	const row = rule.table.find(({ marks }) => marks === figures.length);
	switch (row?.method) {
		case 'mean':
			return mean(figures);
		case 'median':
			return median(figures);
		case 'closestTwoOfThree':
			return closestTwoOfThree(figures, row.whenEqual);
		case 'trimmed':
			return trimmed(figures, {
				method: 'trimmed',
				over: rule.over,
				table: [{ atLeast: row.marks, dropHigh: row.dropHigh, dropLow: row.dropLow }]
			});
		default:
			throw new RangeError(`nothing is computed for ${figures.length} marks`);
	}
}
