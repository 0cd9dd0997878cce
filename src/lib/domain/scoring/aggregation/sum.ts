import { exact, exactText, sum as sumOf } from '#lib/domain/shared/exact.ts';
import type { DerivationStep } from '../derivation.ts';
import type { Aggregated, AggregationContext, JudgeFigure } from './aggregated.ts';
import { NOTHING_DROPPED } from './aggregated.ts';

/** The sum of the judges; with fewer than the whole panel it is scaled up to it, so that an absence costs nobody points. */
export function sum(figures: readonly JudgeFigure[], context: AggregationContext): Aggregated {
	const present = sumOf(figures.map((figure) => figure.value));
	const counted = figures.length;
	const steps: DerivationStep[] = [{ kind: 'aggregated', method: 'sum', counted, value: exactText(present) }];
	if (counted === context.panelSize) return { value: present, dropped: NOTHING_DROPPED, steps };
	const value = present.mul(exact(context.panelSize)).div(exact(counted));
	steps.push({ kind: 'scaledUp', counted, panel: context.panelSize, value: exactText(value) });
	return { value, dropped: NOTHING_DROPPED, steps };
}
