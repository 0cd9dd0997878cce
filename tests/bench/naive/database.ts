import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PrismaClient } from '#lib/server/db/generated/sqlite/client.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { openDatabase } from '#lib/server/db/client.ts';
import { DurableSqlite } from '#lib/server/db/sqlite.ts';
import { benchContest } from '../contest.ts';

/** The same contest on the same durable file, written with plain Prisma: no policy, no audit, no queue. */
export async function naiveDatabase() {
	const folder = mkdtempSync(join(tmpdir(), 'kheo-naive-'));
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	const databaseUrl = `file:${join(folder, 'kheo.db')}`;
	await migrate(
		{ databaseUrl, provider: 'sqlite' },
		resolve(import.meta.dirname, '../../../prisma/migrations')
	);
	const database = openDatabase({ databaseUrl, provider: 'sqlite' });
	const made = await benchContest(database);
	await database.close();
	return { ...made, client: new PrismaClient({ adapter: new DurableSqlite(databaseUrl) }) };
}
