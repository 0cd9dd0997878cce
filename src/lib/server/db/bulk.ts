// Long lists, by hand: Prisma plans every row of a list anew, which holds the one writer twenty times as long. The statements
// are good on SQLite and PostgreSQL.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Tx } from './client.ts';
import { Prisma } from './generated/sqlite/client.ts';

export type Value = string | number | boolean | Date | null;
export type Row = Readonly<Record<string, Value>>;

/** As many values as SQLite and PostgreSQL both take in one statement, with room to spare. */
const MOST_VALUES = 6_000;

const tuple = (values: readonly Value[]) => Prisma.sql`(${Prisma.join([...values])})`;
const named = (names: readonly string[]) => Prisma.raw(`"${names.join('", "')}"`);

/** A long list in pieces of `atOnce`; between two of them other requests get their turn. */
export async function* turns<T>(list: readonly T[], atOnce: number): AsyncGenerator<readonly T[]> {
	for (let start = 0; start < list.length; start += atOnce) {
		// Statements answer within the same turn of the event loop: without this, nobody else is heard until the last one.
		if (start > 0) await nextTurn();
		yield list.slice(start, start + atOnce);
	}
}

/** Writes `rows`, which all have the same columns, into `table`. */
export async function insertRows(tx: Tx, table: string, rows: readonly Row[]): Promise<void> {
	const columns = Object.keys(rows[0] ?? {});
	for await (const piece of turns(rows, Math.floor(MOST_VALUES / Math.max(1, columns.length)))) {
		const values = Prisma.join(piece.map((row) => tuple(columns.map((column) => row[column] ?? null))));
		await tx.$executeRaw`INSERT INTO ${named([table])} (${named(columns)}) VALUES ${values}`;
	}
}

/**
 * Writes what `rows` say into the rows of `table` with the same `id`; all have the same columns. Values are texts but for
 * those of the columns in `whole`, which are whole numbers.
 */
export async function updateRows(
	tx: Tx,
	table: string,
	rows: readonly Row[],
	whole: readonly string[] = []
): Promise<void> {
	const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'id');
	// Both databases call the columns of VALUES column1, column2 …; PostgreSQL takes each for text.
	const set = columns.map((column, index) => {
		const value = `v."column${index + 2}"`;
		return `"${column}" = ${whole.includes(column) ? `CAST(${value} AS INTEGER)` : value}`;
	});
	for await (const piece of turns(rows, Math.floor(MOST_VALUES / (columns.length + 1)))) {
		const values = Prisma.join(
			piece.map((row) =>
				tuple([
					row.id ?? null,
					...columns.map((column) => {
						const value = row[column] ?? null;
						return value !== null && whole.includes(column) ? String(value) : value;
					})
				])
			)
		);
		await tx.$executeRaw`
			UPDATE ${named([table])} SET ${Prisma.raw(set.join(', '))} FROM (VALUES ${values}) AS v
			WHERE ${named([table])}."id" = v."column1"`;
	}
}

/** Of `ids` those that stand in `column` of `table`. */
export async function idsIn(
	tx: Tx,
	table: string,
	column: string,
	ids: readonly string[]
): Promise<Set<string>> {
	const found = new Set<string>();
	for await (const piece of turns(ids, MOST_VALUES)) {
		const rows = await tx.$queryRaw<{ id: string }[]>`
			SELECT DISTINCT ${named([column])} AS "id" FROM ${named([table])} WHERE ${named([column])} IN ${tuple(piece)}`;
		for (const { id } of rows) found.add(id);
	}
	return found;
}

/** Deletes the rows of `table` in whose `column` one of `ids` stands. */
export async function deleteRows(
	tx: Tx,
	table: string,
	ids: readonly string[],
	column = 'id'
): Promise<void> {
	for await (const piece of turns(ids, MOST_VALUES))
		await tx.$executeRaw`DELETE FROM ${named([table])} WHERE ${named([column])} IN ${tuple(piece)}`;
}
