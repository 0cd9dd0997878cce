import type { CellProblem } from '#lib/domain/people/import/table.ts';

/** good: taken · look: taken, but somebody should look · wrong: has to be put right before anything is taken. */
export const ROW_FATES = ['good', 'look', 'wrong'] as const;
export type RowFate = (typeof ROW_FATES)[number];

interface SortedProblems {
	/** What stops an import. */
	readonly errors: readonly CellProblem[];
	/** What does not. */
	readonly warnings: readonly CellProblem[];
	/** By row, only where it is not good. */
	readonly fates: Readonly<Record<number, RowFate>>;
	/** Rows of each fate: their sum is every row that was read. */
	readonly counts: Readonly<Record<RowFate, number>>;
}

const inOrder = (problems: readonly CellProblem[]): CellProblem[] =>
	problems.toSorted((a, b) => a.row - b.row || (a.column ?? 0) - (b.column ?? 0));

/** Parts what stops an import from what only deserves a look. `lines`: of every row that was read. */
export function sortedProblems(problems: readonly CellProblem[], lines: readonly number[]): SortedProblems {
	const { error: errors = [], warning: warnings = [] } = Object.groupBy(problems, ({ severity }) => severity);
	const wrong = new Set(errors.map(({ row }) => row));
	const looked = new Set(warnings.map(({ row }) => row));
	const fateOf = (line: number): RowFate => (wrong.has(line) ? 'wrong' : looked.has(line) ? 'look' : 'good');
	const fates = lines.map((line) => [line, fateOf(line)] as const);
	const countOf = (fate: RowFate) => fates.filter(([, one]) => one === fate).length;
	return {
		errors: inOrder(errors),
		warnings: inOrder(warnings),
		fates: Object.fromEntries(fates.filter(([, fate]) => fate !== 'good')),
		counts: { good: countOf('good'), look: countOf('look'), wrong: countOf('wrong') }
	};
}
