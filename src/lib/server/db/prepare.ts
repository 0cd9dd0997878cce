import type { Config } from '#lib/server/config.ts';
import { log } from '#lib/server/log.ts';
import { backupSqlite } from './backup.ts';
import { migrate } from './migrate.ts';

/** Migrates the database to the code's schema, with a backup copy before where it holds data. */
export async function prepareDatabase(config: Config, migrationsFolder: string): Promise<void> {
	const ran = await migrate(config, migrationsFolder, async () => {
		if (config.provider !== 'sqlite') {
			log.warn('PostgreSQL: no copy is taken before this migration; see docs/operations.md for pg_dump');
			return;
		}
		const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
		log.info({ file: await backupSqlite(config, `before-migration-${stamp}`) }, 'backup taken');
	});
	if (ran.length > 0) log.info({ migrations: ran }, 'database migrated');
}
