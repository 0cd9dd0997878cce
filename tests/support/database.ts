import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readConfig } from '#lib/server/config.ts';
import { openDatabase, type Database } from '#lib/server/db/client.ts';
import { migrate } from '#lib/server/db/migrate.ts';

export interface TestDatabase {
	readonly database: Database;
	readonly url: string;
	remove(): Promise<void>;
}

const migrations = resolve(import.meta.dirname, '../../prisma/migrations');

async function freshPostgres(
	server: string,
	copyOf?: string
): Promise<{ url: string; drop(): Promise<void> }> {
	const name = `kheo_${process.pid}_${Math.random().toString(36).slice(2)}`;
	const run = async (sql: string) => {
		const maintenance = openDatabase({ databaseUrl: server, provider: 'postgresql' });
		await maintenance.read.$executeRawUnsafe(sql);
		await maintenance.close();
	};
	await run(`CREATE DATABASE ${name}${copyOf ? ` TEMPLATE ${copyOf}` : ''}`);
	const url = new URL(server);
	url.pathname = `/${name}`;
	return { url: url.href, drop: () => run(`DROP DATABASE ${name} WITH (FORCE)`) };
}

/**
 * A fresh, migrated database: embedded SQLite in a temporary folder, or, where KHEO_TEST_POSTGRES names a server,
 * a new database on it. The same tests run on both.
 */
export async function testDatabase(): Promise<TestDatabase> {
	const server = process.env.KHEO_TEST_POSTGRES;
	if (server) {
		const { url, drop } = await freshPostgres(server);
		await migrate({ databaseUrl: url, provider: 'postgresql' }, migrations);
		const database = openDatabase({ databaseUrl: url, provider: 'postgresql' });
		return {
			database,
			url,
			remove: async () => {
				await database.close();
				await drop();
			}
		};
	}
	const folder = mkdtempSync(join(tmpdir(), 'kheo-test-'));
	const config = readConfig({ KHEO_DATA: folder });
	await migrate(config, migrations);
	const database = openDatabase(config);
	return {
		database,
		url: config.databaseUrl,
		remove: async () => {
			await database.close();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

/**
 * Closes `held` and answers a database with the same rows, ids and all: two of them are two worlds that differ only in what
 * happens next.
 */
export async function copiedDatabase(held: TestDatabase): Promise<TestDatabase> {
	const { provider } = held.database;
	await held.database.close();
	if (provider === 'postgresql') {
		const server = process.env.KHEO_TEST_POSTGRES!;
		const { url, drop } = await freshPostgres(server, new URL(held.url).pathname.slice(1));
		const database = openDatabase({ databaseUrl: url, provider });
		return { database, url, remove: () => database.close().then(drop) };
	}
	const folder = mkdtempSync(join(tmpdir(), 'kheo-test-'));
	const { databaseUrl } = readConfig({ KHEO_DATA: folder });
	copyFileSync(new URL(held.url), new URL(databaseUrl));
	const database = openDatabase({ databaseUrl, provider });
	const remove = async () => {
		await database.close();
		rmSync(folder, { recursive: true, force: true });
	};
	return { database, url: databaseUrl, remove };
}
