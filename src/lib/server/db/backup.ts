import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
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
	const copy = new Database(target, { readonly: true });
	const verdict = copy.pragma('integrity_check', { simple: true });
	copy.close();
	if (verdict !== 'ok') throw new Error(`The copy ${target} is damaged: ${String(verdict)}`);
	return target;
}

/**
 * Puts a backup in place of the embedded database, after checking that it is whole. Returns where the present database
 * is kept, null where there was none. The server must be stopped.
 */
export async function restoreSqlite(
	config: Pick<Config, 'databaseUrl' | 'dataFolder'>,
	file: string
): Promise<string | null> {
	const candidate = new Database(file, { readonly: true });
	try {
		if (candidate.pragma('integrity_check', { simple: true }) !== 'ok')
			throw new Error(`${file} is damaged.`);
		if (!candidate.prepare("SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'").get()) {
			throw new Error(`${file} is not a database of Khéo.`);
		}
	} finally {
		candidate.close();
	}
	const target = config.databaseUrl.replace(/^file:/, '');
	let aside: string | null = null;
	if (existsSync(target)) {
		const present = new Database(target);
		try {
			// Refused while a server holds the file: it would go on writing into the old one.
			present.pragma('locking_mode = EXCLUSIVE');
			present.exec('BEGIN EXCLUSIVE; COMMIT;');
			present.pragma('wal_checkpoint(TRUNCATE)');
		} catch {
			throw new Error('The database is in use. Stop the server first.');
		} finally {
			present.close();
		}
		aside = await backupSqlite(
			config,
			`before-restore-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`
		);
	}
	for (const suffix of ['-wal', '-shm']) rmSync(target + suffix, { force: true });
	const arriving = `${target}.arriving`;
	copyFileSync(file, arriving);
	renameSync(arriving, target);
	return aside;
}
