/** A table as it was read: one text a cell, trimmed and in NFC; `rows[0]` is line 1 of the file. */
export type Table = readonly (readonly string[])[];

export const IMPORT_KINDS = ['units', 'people', 'teams', 'delegates'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export const MOST_ROWS = 20_000;

/** Something about one cell that the importer should know. `row` and `column` count from 1, as the file shows them. */
export interface CellProblem {
	readonly severity: 'error' | 'warning';
	readonly row: number;
	/** The column's position; null where the whole row is meant. */
	readonly column: number | null;
	readonly code: string;
	readonly params: Readonly<Record<string, string | number>>;
}

/** One field of a thing that exists already, as it is and as the table wants it. */
export interface FieldChange {
	readonly field: string;
	readonly before: string | null;
	readonly after: string | null;
}

export type RowFate = 'new' | 'changed' | 'same' | 'refused';

export interface PlannedRow<Facts> {
	readonly row: number;
	readonly fate: RowFate;
	/** What the row is about, for the preview. */
	readonly label: string;
	/** The thing it changes; null where it is new. */
	readonly id: string | null;
	readonly facts: Facts | null;
	readonly changes: readonly FieldChange[];
}

/** What an import would do, row by row, and everything that is wrong or doubtful. With any error nothing may be written. */
export interface ImportPlan<Facts> {
	readonly rows: readonly PlannedRow<Facts>[];
	readonly problems: readonly CellProblem[];
}
