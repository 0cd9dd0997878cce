import { exactText, mean as meanOf } from '#lib/domain/shared/exact.ts';
import type { Aggregated, JudgeFigure } from './aggregated.ts';
import { NOTHING_DROPPED } from './aggregated.ts';

/** The average of all marks present. */
export function mean(figures: readonly JudgeFigure[]): Aggregated {
	const value = meanOf(figures.map((figure) => figure.value));
	return {
		value,
		dropped: NOTHING_DROPPED,
		steps: [{ kind: 'aggregated', method: 'mean', counted: figures.length, value: exactText(value) }]
	};
}
