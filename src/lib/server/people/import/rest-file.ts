import writeExcelFile from 'write-excel-file/node';
import type { CellProblem } from '#lib/domain/people/import/table.ts';
import type { ImportRequest } from './input.ts';

interface Words {
	/** Heading of the column that is added. */
	readonly problem: string;
	/** A problem as a sentence, with the heading of its column. */
	readonly of: (problem: CellProblem, heading: string | null) => string;
}

/** An XLSX file of the lines that cannot be imported, each with what is wrong with it behind: corrected, it is uploaded again. */
export async function restFile(
	{ table, headings }: Pick<ImportRequest, 'table' | 'headings'>,
	lines: readonly number[],
	problems: readonly CellProblem[],
	words: Words
): Promise<Buffer> {
	const head = table[headings] ?? [];
	const text = (value: string) => ({ value, type: String });
	const byRow = Map.groupBy(problems, ({ row }) => row);
	const rows = lines.map((line) => {
		const cells = head.map((_, column) => text(table[line - 1]?.[column] ?? ''));
		const wrong = (byRow.get(line) ?? []).map((problem) =>
			words.of(problem, problem.column === null ? null : (head[problem.column - 1] ?? null))
		);
		return [...cells, text(wrong.join(' · '))];
	});
	const bold = [...head, words.problem].map((value) => ({ ...text(value), fontWeight: 'bold' as const }));
	return writeExcelFile([bold, ...rows], {
		columns: [...head.map(() => ({ width: 20 })), { width: 60 }],
		stickyRowsCount: 1
	}).toBuffer();
}
