import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Config } from '#lib/server/config.ts';

/** Copies the embedded database, consistent even while it is in use, into the data folder; returns the file. */
export async function backupSqlite(
	config: Pick<Config, 'databaseUrl' | 'dataFolder'>,
	name: string
): Promise<string> {
	const folder = join(config.dataFolder, 'backups');
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const target = join(folder, `${name}.db`);
	const source = new Database(config.databaseUrl.replace(/^file:/, ''), { readonly: true });
	try {
		await source.backup(target);
	} finally {
		source.close();
	}
	return target;
}
