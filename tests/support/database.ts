import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readConfig } from '#lib/server/config.ts';
import { openDatabase, type Database } from '#lib/server/db/client.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { PatientPostgres } from '#lib/server/db/postgres.ts';

export interface TestDatabase {
	readonly database: Database;
	readonly url: string;
	remove(): Promise<void>;
}

const migrations = resolve(import.meta.dirname, '../../prisma/migrations');
/** The address of an empty, migrated database of this run, of which every test's own is a copy. */
const TEMPLATE = 'KHEO_TEST_TEMPLATE';

async function freshPostgres(
	server: string,
	copyOf?: string
): Promise<{ url: string; drop(): Promise<void> }> {
	const name = `kheo_${process.pid}_${Math.random().toString(36).slice(2)}`;
	// The driver alone: a client of Prisma's takes longer to make than a database.
	const run = async (sql: string) => {
		const maintenance = await new PatientPostgres({ connectionString: server }).connect();
		await maintenance.executeScript(sql);
		await maintenance.dispose();
	};
	// Files are copied three times as fast as they are written through the log, which a test has no use for.
	await run(`CREATE DATABASE ${name}${copyOf ? ` TEMPLATE ${copyOf} STRATEGY FILE_COPY` : ''}`);
	const url = new URL(server);
	url.pathname = `/${name}`;
	return { url: url.href, drop: () => run(`DROP DATABASE ${name} WITH (FORCE)`) };
}

const nameOf = (url: string) => new URL(url).pathname.slice(1);

interface Place {
	readonly databaseUrl: string;
	readonly provider: 'sqlite' | 'postgresql';
	remove(): Promise<void>;
}

/** An empty place for a database, or one with a copy of what is in another that nobody has open. */
async function place(copyOf?: string): Promise<Place> {
	const server = process.env.KHEO_TEST_POSTGRES;
	if (server) {
		const { url, drop } = await freshPostgres(server, copyOf && nameOf(copyOf));
		return { databaseUrl: url, provider: 'postgresql', remove: drop };
	}
	const folder = mkdtempSync(join(tmpdir(), 'kheo-test-'));
	const { databaseUrl } = readConfig({ KHEO_DATA: folder });
	if (copyOf) copyFileSync(new URL(copyOf), new URL(databaseUrl));
	return {
		databaseUrl,
		provider: 'sqlite',
		remove: async () => rmSync(folder, { recursive: true, force: true })
	};
}

/** Before all tests, once: migrates the database that theirs are copies of. Afterwards it is removed. */
export async function setup(): Promise<() => Promise<void>> {
	const template = await place();
	await migrate(template, migrations);
	process.env[TEMPLATE] = template.databaseUrl;
	return () => template.remove();
}

function opened(at: Place): TestDatabase {
	const database = openDatabase(at);
	const remove = async () => {
		await database.close();
		await at.remove();
	};
	return { database, url: at.databaseUrl, remove };
}

/**
 * A fresh, migrated database: embedded SQLite in a temporary folder, or, where KHEO_TEST_POSTGRES names a server,
 * a new database on it. The same tests run on both.
 */
export async function testDatabase(): Promise<TestDatabase> {
	const template = process.env[TEMPLATE];
	const at = await place(template);
	if (!template) await migrate(at, migrations);
	return opened(at);
}

/**
 * Closes `held` and answers a database with the same rows, ids and all: two of them are two worlds that differ only in what
 * happens next.
 */
export async function copiedDatabase(held: TestDatabase): Promise<TestDatabase> {
	await held.database.close();
	return opened(await place(held.url));
}
