import { existsSync } from 'node:fs';
import { readConfig } from '#lib/server/config.ts';
import { restoreSqlite } from '#lib/server/db/backup.ts';
import type { CliCommand } from './command.ts';
import { needed } from './words.ts';

export const restore: CliCommand = {
	usage: 'FILE',
	summary: 'puts a backup in place of the database; the present one is kept aside',
	async run(words) {
		const file = needed(words, 0, 'FILE');
		if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
		const config = readConfig();
		if (config.provider !== 'sqlite') {
			throw new Error('On PostgreSQL use pg_restore: docs/operations.md has the command.');
		}
		const aside = await restoreSqlite(config, file);
		return {
			text: `Restored. ${aside ? `What was there is kept as ${aside}.` : 'There was no database before.'}`,
			data: { restored: file, aside }
		};
	}
};
