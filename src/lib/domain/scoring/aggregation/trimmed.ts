import type { AggregationBy } from '#lib/domain/contest/aggregation.ts';
import { exactText, mean as meanOf } from '#lib/domain/shared/exact.ts';
import { byCodeUnit } from '#lib/domain/shared/order.ts';
import type { DropReason } from '../derivation.ts';
import type { Aggregated, JudgeFigure } from './aggregated.ts';

/**
 * Drops the highest and lowest marks that the table names for the number present, and averages the rest. Of equal marks
 * the one of the judge with the smaller id is named as dropped; that choice changes neither the value nor the ladder
 * (tie-evidence lets every equal ballot count by the share that stays).
 */
export function trimmed(figures: readonly JudgeFigure[], rule: AggregationBy<'trimmed'>): Aggregated {
	const row = rule.table
		.filter((candidate) => candidate.atLeast <= figures.length)
		.sort((a, b) => b.atLeast - a.atLeast)[0];
	const falling = [...figures].sort((a, b) => b.value.compare(a.value) || byCodeUnit(a.judgeId, b.judgeId));
	const rising = [...figures].sort((a, b) => a.value.compare(b.value) || byCodeUnit(a.judgeId, b.judgeId));
	const dropped = new Map<string, DropReason>();
	for (const figure of falling.slice(0, row?.dropHigh ?? 0)) dropped.set(figure.judgeId, 'trimmedHigh');
	const lowest = rising.filter((figure) => !dropped.has(figure.judgeId)).slice(0, row?.dropLow ?? 0);
	for (const figure of lowest) dropped.set(figure.judgeId, 'trimmedLow');
	const kept = figures.filter((figure) => !dropped.has(figure.judgeId));
	const value = meanOf(kept.map((figure) => figure.value));
	return {
		value,
		dropped,
		steps: [{ kind: 'aggregated', method: 'trimmed', counted: kept.length, value: exactText(value) }]
	};
}
