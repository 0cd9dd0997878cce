import type { Config } from '#lib/server/config.ts';
import { PrismaClient as PostgresClient } from './generated/postgresql/client.ts';
import { PrismaClient as SqliteClient } from './generated/sqlite/client.ts';
import { PatientPostgres } from './postgres.ts';
import { retrying } from './retry.ts';
import { DurableSqlite } from './sqlite.ts';

/** Inside a transaction: every table, no connection handling. */
export type Tx = Omit<
	SqliteClient,
	'$connect' | '$disconnect' | '$on' | '$transaction' | '$use' | '$extends'
>;

export interface Database {
	readonly provider: 'sqlite' | 'postgresql';
	/** Where it is: another thread opens the same. */
	readonly url: string;
	/** Committed state only; refuses to write. */
	readonly read: Tx;
	/** Runs `work` on one unchanging view of the committed state, however many queries it takes; refuses to write. */
	snapshot<T>(work: (read: Tx) => Promise<T>): Promise<T>;
	/** Runs `work` in a transaction, one after another with all others, again where the database asks for it. */
	transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
	close(): Promise<void>;
}

/** Names the lock that writers queue at; any number that nothing else in the database uses. */
const WRITERS = 5_436_001;

const PATIENCE = { maxWait: 15_000, timeout: 30_000 };

function openSqlite(url: string): Database {
	// Two connections: a plain query on the writer's would run inside whatever transaction is open there and see,
	// or be rolled back with, somebody else's unfinished work.
	const writer = new SqliteClient({ adapter: new DurableSqlite(url) });
	const reader = new SqliteClient({ adapter: new DurableSqlite(url, true) });
	// A third for snapshots: on the reader's, others' queries would see an old state while one is open.
	let still: SqliteClient | undefined;
	return {
		provider: 'sqlite',
		url,
		read: reader,
		snapshot: (work) => {
			still ??= new SqliteClient({ adapter: new DurableSqlite(url, true) });
			return still.$transaction((tx) => work(tx as Tx), PATIENCE);
		},
		transaction: (work) => retrying(() => writer.$transaction((tx) => work(tx as Tx), PATIENCE)),
		close: async () => {
			await still?.$disconnect();
			await reader.$disconnect();
			await writer.$disconnect();
		}
	};
}

function openPostgres(url: string): Database {
	const client = new PostgresClient({ adapter: new PatientPostgres({ connectionString: url, max: 10 }) });
	return {
		provider: 'postgresql',
		url,
		// Both clients come from the same models; this is the one place where they are taken for each other.
		read: client as unknown as Tx,
		snapshot: (work) =>
			retrying(() =>
				client.$transaction((tx) => work(tx as unknown as Tx), {
					...PATIENCE,
					isolationLevel: 'RepeatableRead'
				})
			),
		transaction: (work) =>
			retrying(() =>
				client.$transaction(async (tx) => {
					// One writer at a time, as on SQLite. The audit chain makes every command read the last entry of all:
					// under serializable isolation they would only take turns by failing.
					await tx.$queryRaw`SELECT pg_advisory_xact_lock(${WRITERS})::text`;
					return work(tx as unknown as Tx);
				}, PATIENCE)
			),
		close: () => client.$disconnect()
	};
}

/** Opens the installation's database; it must have been migrated. */
export function openDatabase(config: Pick<Config, 'databaseUrl' | 'provider'>): Database {
	return config.provider === 'sqlite' ? openSqlite(config.databaseUrl) : openPostgres(config.databaseUrl);
}
