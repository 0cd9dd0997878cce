import { searchKey } from '../search-key.ts';
import { writtenName } from '../written-name.ts';
import type { Mapping } from './columns.ts';
import type { CellProblem, Table } from './table.ts';

/** One row of a list, read by field; collects what is wrong with it. */
export interface Row {
	/** As the file counts: the first line is 1. */
	readonly number: number;
	/** The cell's text, single-spaced; empty where the column is missing or the cell is. */
	text(field: string): string;
	/** The cell with its line breaks. */
	lines(field: string): string;
	has(field: string): boolean;
	error(field: string | null, code: string, params?: CellProblem['params']): void;
	warn(field: string | null, code: string, params?: CellProblem['params']): void;
	readonly isRefused: boolean;
}

/** The rows below the headings that are not empty, with the list into which they report. */
export function rowsOf(
	table: Table,
	headings: number,
	mapping: Mapping
): { rows: Row[]; problems: CellProblem[] } {
	const problems: CellProblem[] = [];
	const rows: Row[] = [];
	for (const [index, cells] of table.entries()) {
		if (index <= headings || cells.every((cell) => cell.trim() === '')) continue;
		let refused = false;
		const report = (
			severity: 'error' | 'warning',
			field: string | null,
			code: string,
			params: CellProblem['params'] = {}
		) => {
			const column = field === null ? -1 : mapping.indexOf(field);
			problems.push({ severity, row: index + 1, column: column < 0 ? null : column + 1, code, params });
			if (severity === 'error') refused = true;
		};
		rows.push({
			number: index + 1,
			text: (field) => writtenName(cells[mapping.indexOf(field)] ?? ''),
			lines: (field) => cells[mapping.indexOf(field)] ?? '',
			has: (field) => mapping.includes(field),
			error: (field, code, params) => report('error', field, code, params),
			warn: (field, code, params) => report('warning', field, code, params),
			get isRefused() {
				return refused;
			}
		});
	}
	return { rows, problems };
}

/** A text of at most `longest` letters; null where the cell is empty. */
export function textOf(row: Row, field: string, longest: number): string | null {
	const text = row.text(field);
	if (text.length > longest) row.error(field, 'people_cell_too_long', { longest });
	return text || null;
}

const two = (part: string): string => part.padStart(2, '0');

/** A day as YYYY-MM-DD from 30/6/2025, 30-6-2025, 2025-06-30 or a bare year (its first day); null where empty. */
export function dayOf(row: Row, field: string): string | null {
	const text = row.text(field);
	if (text === '') return null;
	const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
	const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text);
	const day = local
		? `${local[3]}-${two(local[2]!)}-${two(local[1]!)}`
		: iso
			? `${iso[1]}-${two(iso[2]!)}-${two(iso[3]!)}`
			: '';
	const date = new Date(`${day}T00:00:00Z`);
	if (day === '' || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day)) {
		row.error(field, 'people_cell_day', { text });
		return null;
	}
	return day;
}

/** The year of "1975", "15/3/1975" or "1975-03-15"; null where empty. */
export function yearOf(row: Row, field: string): number | null {
	const text = row.text(field);
	if (text === '') return null;
	const year = Number(
		/^(?:\d{1,2}[/.-]){0,2}(\d{4})$/.exec(text)?.[1] ?? /^(\d{4})-\d{1,2}-\d{1,2}/.exec(text)?.[1]
	);
	if (!(year >= 1900 && year <= 2100)) {
		row.error(field, 'people_cell_year', { text });
		return null;
	}
	return year;
}

/** A phone number with the zero that a spreadsheet took for a number has lost. */
export function phoneOf(row: Row, field: string): string | null {
	const text = textOf(row, field, 30)?.replace(/^['`]/, '') ?? null;
	if (text === null) return null;
	const phone = /^[1-9]\d{8}$/.test(text) ? `0${text}` : text;
	if (/^[+\d][\d .()/-]{5,}$/.test(phone)) return phone;
	row.error(field, 'people_phone');
	return null;
}

/** Names in one cell, split at semicolons, line breaks or numbering; commas only where nothing else parts them. */
export function listOf(text: string): string[] {
	const parts = /[;\n]/.test(text) ? text.split(/[;\n]/) : text.split(/,(?!\d)/);
	return parts
		.map((part) => writtenName(part.replace(/^\s*(?:\d+[.)]|[-–•+])\s*/u, '')))
		.filter((part) => part !== '');
}

/** What a Vietnamese or English word in a cell means; undefined where it is not known. */
export function meaning<T extends string>(
	text: string,
	words: readonly (readonly [RegExp, T])[]
): T | undefined {
	const key = searchKey(text);
	return words.find(([pattern]) => pattern.test(key))?.[1];
}
