import type Sqlite from 'better-sqlite3';

/** What Prisma's adapter asks a prepared statement, with its values already bound. */
interface BoundStatement {
	readonly reader: boolean;
	columns(): Sqlite.ColumnDefinition[];
	raw(): { all(): unknown[] };
	run(): Sqlite.RunResult;
}

/** What Prisma's adapter asks a connection. */
interface Connection {
	prepare(sql: string): { bind(values: unknown[]): BoundStatement; run(): Sqlite.RunResult };
	exec(script: string): unknown;
	close(): unknown;
}

/** How many statements a connection remembers; the application has some hundreds, of which a hall's day uses some dozens. */
export const REMEMBERED = 400;
/** A text above this is one of many alike (a list of ids), which hardly comes again. */
const LONGEST = 8_000;

/** One prepared statement, for values that change from call to call. */
class Remembered {
	readonly #statement: Sqlite.Statement<unknown[]>;
	#columns: Sqlite.ColumnDefinition[] | undefined;

	constructor(statement: Sqlite.Statement<unknown[]>) {
		this.#statement = statement;
	}

	run(): Sqlite.RunResult {
		return this.#statement.run();
	}

	bind(values: unknown[]): BoundStatement {
		const statement = this.#statement;
		return {
			reader: statement.reader,
			// The columns stay while the connection is open: tables change before it is opened only.
			columns: () => (this.#columns ??= statement.columns()),
			raw: () => ({ all: () => statement.raw().all(...values) }),
			run: () => statement.run(...values)
		};
	}
}

/**
 * `client` with a memory for its prepared statements: the least recently used one goes first. Prisma's adapter prepares
 * every query anew, which costs more than most of our queries do.
 */
export function remembering(client: Sqlite.Database): Connection {
	const statements = new Map<string, Remembered>();
	return {
		prepare(sql) {
			const known = statements.get(sql);
			if (known) {
				statements.delete(sql);
				statements.set(sql, known);
				return known;
			}
			const fresh = new Remembered(client.prepare<unknown[]>(sql));
			if (sql.length > LONGEST) return fresh;
			statements.set(sql, fresh);
			if (statements.size > REMEMBERED) statements.delete(statements.keys().next().value!);
			return fresh;
		},
		exec(script) {
			// A script may change tables: what was prepared before knows their old columns.
			statements.clear();
			return client.exec(script);
		},
		close() {
			statements.clear();
			return client.close();
		}
	};
}
