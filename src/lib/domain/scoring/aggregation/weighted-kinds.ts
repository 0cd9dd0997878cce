import type { AggregationBy } from '#lib/domain/contest/aggregation.ts';
import { exact, exactText, mean as meanOf, sum } from '#lib/domain/shared/exact.ts';
import type { DerivationStep } from '../derivation.ts';
import type { Aggregated, JudgeFigure } from './aggregated.ts';
import { NOTHING_DROPPED } from './aggregated.ts';

/**
 * The average of each kind of judge, then the average of the kinds by their weights: however many judges a kind has, it
 * weighs what the rule says. Where a kind has no mark, the others' weights are scaled up if the rule says so; otherwise it is
 * a RangeError.
 */
export function weightedKinds(
	figures: readonly JudgeFigure[],
	rule: AggregationBy<'weightedKinds'>
): Aggregated {
	const groups = rule.kinds.map(({ kind, weight }) => ({
		kind,
		weight: exact(weight),
		values: figures.filter((figure) => figure.kind === kind).map((figure) => figure.value)
	}));
	const present = groups
		.filter(({ values }) => values.length > 0)
		.map((group) => ({ ...group, average: meanOf(group.values) }));
	if (present.length === 0 || (present.length < groups.length && rule.whenKindMissing === 'incomplete')) {
		throw new RangeError('a kind of judge has no mark');
	}
	const weights = sum(present.map(({ weight }) => weight));
	const value = sum(present.map(({ weight, average }) => average.mul(weight))).div(weights);
	const steps: DerivationStep[] = present.map(({ kind, weight, values, average }) => ({
		kind: 'kindAveraged',
		judgeKind: kind,
		counted: values.length,
		weight: exactText(weight),
		value: exactText(average)
	}));
	const counted = present.flatMap(({ values }) => values).length;
	steps.push({ kind: 'aggregated', method: 'weightedKinds', counted, value: exactText(value) });
	const absent = groups.filter(({ values }) => values.length === 0).map(({ kind }) => kind);
	if (absent.length > 0) steps.push({ kind: 'renormalised', without: absent, value: exactText(value) });
	return { value, dropped: NOTHING_DROPPED, steps };
}
