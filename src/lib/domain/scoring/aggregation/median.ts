import { exact, exactText } from '#lib/domain/shared/exact.ts';
import type { Aggregated, JudgeFigure } from './aggregated.ts';
import { NOTHING_DROPPED } from './aggregated.ts';

/** The middle of all marks present; of an even number the average of the middle two. No mark counts as dropped. */
export function median(figures: readonly JudgeFigure[]): Aggregated {
	const rising = figures.map((figure) => figure.value).sort((a, b) => a.compare(b));
	const [low, high] = [rising[Math.ceil(rising.length / 2) - 1], rising[Math.floor(rising.length / 2)]];
	if (!low || !high) throw new RangeError('the median of no marks does not exist');
	const value = low.add(high).div(exact(2));
	return {
		value,
		dropped: NOTHING_DROPPED,
		steps: [{ kind: 'aggregated', method: 'median', counted: figures.length, value: exactText(value) }]
	};
}
