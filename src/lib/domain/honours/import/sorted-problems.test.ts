import { describe, expect, it } from 'vitest';
import type { CellProblem } from '#lib/domain/people/import/table.ts';
import { sortedProblems } from './sorted-problems.ts';

const problem = (severity: CellProblem['severity'], row: number, column: number | null): CellProblem => ({
	...{ severity, row, column, code: 'award_cell_name', params: {} }
});

describe('what is wrong with a table of recipients', () => {
	it('is parted into what stops the import and what does not, each in the order of the table', () => {
		const problems = [
			problem('warning', 9, 2),
			problem('error', 7, 3),
			problem('error', 7, 2),
			problem('error', 4, null)
		];
		const { errors, warnings } = sortedProblems(problems, [4, 5, 7, 9]);
		expect(errors.map(({ row, column }) => [row, column])).toEqual([
			[4, null],
			[7, 2],
			[7, 3]
		]);
		expect(warnings.map(({ row }) => row)).toEqual([9]);
	});

	it('counts each row once: a row with a mistake is wrong, whatever else deserves a look in it', () => {
		const problems = [problem('error', 7, 2), problem('error', 7, 3), problem('warning', 7, 2)];
		const { fates, counts } = sortedProblems([...problems, problem('warning', 9, 2)], [4, 5, 7, 9]);
		expect(counts).toEqual({ good: 2, look: 1, wrong: 1 });
		expect(fates).toEqual({ 7: 'wrong', 9: 'look' });
	});
});
