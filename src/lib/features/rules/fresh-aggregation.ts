import type { AggregationMethod, CountRow } from '#lib/domain/contest/aggregation.ts';
import type { Aggregation } from '#lib/domain/contest/aggregation.ts';
import type { ComputingPanel } from '#lib/domain/scoring/aggregation/what-is-computed.ts';
import { exact, exactText, isExactText } from '#lib/domain/shared/exact.ts';

/** A method with settings that suit the part and its panel, as a first proposal to edit. */
export function freshAggregation(
	method: AggregationMethod,
	{ over, scale, panel, judgeKinds }: FreshFor
): Aggregation {
	switch (method) {
		case 'mean':
		case 'median':
			return { method, over };
		case 'sum':
			return { method, over, whenFewer: 'incomplete' };
		case 'trimmed':
			return { method, over, table: [{ atLeast: 5, dropHigh: 1, dropLow: 1 }] };
		case 'outlierExclude':
			return {
				method,
				over,
				delta: '2',
				deltaOn: 'scale10',
				passes: 1,
				minRemaining: Math.min(3, panel.judges || 1)
			};
		case 'closestTwoOfThree':
			return { method, over, whenEqual: 'higherPair' };
		case 'byCount':
			return { method, over, table: filledTable([], panel) };
		case 'weightedKinds': {
			const kinds = judgeKinds.length > 0 ? judgeKinds : ['professional', 'artistic'];
			return {
				method,
				over,
				kinds: kinds.map((kind) => ({ kind, weight: '1' })),
				whenKindMissing: 'incomplete'
			};
		}
		case 'twoMarkers':
			return {
				method,
				over,
				// A fifth of the scale, as in the civil service: 20 points of 100.
				thirdFrom: isExactText(scale) ? exactText(exact(scale).div(exact(5))) : '2',
				thirdKind: 'third',
				thirdIs: 'final',
				whenEqual: 'higherPair'
			};
	}
}

export interface FreshFor {
	readonly over: Aggregation['over'];
	readonly scale: string;
	readonly panel: ComputingPanel;
	readonly judgeKinds: readonly string[];
}

/**
 * The table with a row for every number of ballots up to the whole panel: those there are, and for the others what the
 * rope skipping rules of the IJRU compute, below the quorum nothing.
 */
export function filledTable(rows: readonly CountRow[], { judges, quorum }: ComputingPanel): CountRow[] {
	const count = Math.min(Math.max(Math.trunc(judges) || 1, 1), 99);
	const missing = Array.from({ length: count }, (_, index) => index + 1).filter(
		(marks) => !rows.some((row) => row.marks === marks)
	);
	return [...rows, ...missing.map((marks) => proposed(marks, quorum))].sort((a, b) => a.marks - b.marks);
}

function proposed(marks: number, quorum: number): CountRow {
	if (marks < quorum) return { marks, method: 'quorumLost' };
	if (marks < 3) return { marks, method: 'mean' };
	if (marks === 3) return { marks, method: 'closestTwoOfThree', whenEqual: 'higherPair' };
	return { marks, method: 'trimmed', dropHigh: 1, dropLow: 1 };
}

/** The row with another method, its settings proposed. */
export function rowWith(marks: number, method: CountRow['method']): CountRow {
	if (method === 'trimmed') return { marks, method, dropHigh: 1, dropLow: 1 };
	if (method === 'closestTwoOfThree') return { marks, method, whenEqual: 'higherPair' };
	return { marks, method };
}
