import writeExcelFile from 'write-excel-file/node';
import type { Cell, Table } from './tables.ts';

const HEAD = { fontWeight: 'bold', backgroundColor: '#F4ECDD', wrap: true } as const;

function sheetCell(cell: Cell) {
	if (cell === null) return null;
	// Typed as text, a cell that begins with '=' is text.
	if (typeof cell === 'string') return { value: cell, type: String, wrap: true };
	const decimals = cell.number.split('.')[1]?.length ?? 0;
	return {
		value: Number(cell.number),
		type: Number,
		format: decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`
	};
}

const widest = (texts: readonly (string | undefined)[]) =>
	Math.min(44, Math.max(8, ...texts.map((text) => (text?.length ?? 0) + 2)));

/** A workbook with one sheet a table, figures as numbers, heads that stay in sight. */
export async function xlsx(tables: readonly Table[]): Promise<Buffer> {
	return writeExcelFile(
		tables.map(({ name, head, rows }) => ({
			// Excel takes 31 characters and not these signs.
			sheet: name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
			stickyRowsCount: 1,
			columns: head.map((title, column) => ({
				width: widest([
					title.length > 20 ? undefined : title,
					...rows.map((row) => {
						const cell = row[column];
						return typeof cell === 'string' ? cell : cell?.number;
					})
				])
			})),
			data: [
				head.map((title) => ({ value: title, type: String, ...HEAD })),
				...rows.map((row) => row.map(sheetCell))
			]
		}))
	).toBuffer();
}
