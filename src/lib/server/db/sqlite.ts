import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import type Sqlite from 'better-sqlite3';
import { remembering } from './remembered-statements.ts';

// synchronous=FULL is not the default here: better-sqlite3 13 is compiled so that WAL drops to NORMAL, which loses
// acknowledged marks in a power cut.
const DURABLE = [
	'PRAGMA journal_mode=WAL',
	'PRAGMA synchronous=FULL',
	'PRAGMA foreign_keys=ON',
	'PRAGMA busy_timeout=5000'
];

async function pragma(adapter: SqlDriverAdapter, name: string): Promise<unknown> {
	const result = await adapter.queryRaw({ sql: `PRAGMA ${name}`, args: [], argTypes: [] });
	return result.rows[0]?.[0];
}

/** Throws unless this connection would keep an acknowledged write through a power cut. */
async function assertDurable(adapter: SqlDriverAdapter): Promise<void> {
	const journal = await pragma(adapter, 'journal_mode');
	const synchronous = Number(await pragma(adapter, 'synchronous'));
	const foreignKeys = Number(await pragma(adapter, 'foreign_keys'));
	if (journal !== 'wal' || synchronous < 2 || foreignKeys !== 1) {
		throw new Error(
			`The database would lose acknowledged marks: journal_mode=${String(journal)}, synchronous=${synchronous}, foreign_keys=${foreignKeys}`
		);
	}
}

/** The connection is a field of the adapter that its types do not show: there is no other place to put the memory. */
function rememberStatements(adapter: SqlDriverAdapter): void {
	const held = adapter as unknown as { client?: Sqlite.Database };
	if (typeof held.client?.prepare !== 'function') {
		throw new Error(
			'Prisma’s SQLite adapter keeps its connection elsewhere now: see remembered-statements.ts.'
		);
	}
	held.client = remembering(held.client) as unknown as Sqlite.Database;
}

/** Prisma's SQLite adapter with every connection durable, and read-only where `readOnly`. */
export class DurableSqlite extends PrismaBetterSqlite3 {
	readonly #readOnly: boolean;

	constructor(url: string, readOnly = false) {
		super({ url, timeout: 5000 });
		this.#readOnly = readOnly;
	}

	override async connect(): Promise<SqlDriverAdapter> {
		const adapter = await super.connect();
		for (const statement of DURABLE) await adapter.executeScript(statement);
		await assertDurable(adapter);
		if (this.#readOnly) await adapter.executeScript('PRAGMA query_only=ON');
		rememberStatements(adapter);
		return adapter;
	}
}
