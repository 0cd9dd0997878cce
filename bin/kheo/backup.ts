import { readConfig } from '#lib/server/config.ts';
import { backupSqlite } from '#lib/server/db/backup.ts';
import type { CliCommand } from './command.ts';

export const backup: CliCommand = {
	usage: '[NAME]',
	summary: 'copies the embedded database, also while the server runs',
	async run({ plain }) {
		const config = readConfig();
		if (config.provider !== 'sqlite') {
			throw new Error('On PostgreSQL use pg_dump: docs/operations.md has the command.');
		}
		const name = plain[0] ?? `backup-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`;
		if (!/^[\w-]+$/.test(name)) throw new Error('NAME may hold letters, digits, - and _ only.');
		const file = await backupSqlite(config, name);
		return { text: `Saved and checked: ${file}`, data: { file } };
	}
};
