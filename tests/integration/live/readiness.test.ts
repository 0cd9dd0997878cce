import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '#lib/server/db/client.ts';
import { obstacle } from '#lib/server/metrics/readiness.ts';
import { testDatabase } from '../../support/database.ts';

test('a migrated database that takes writes is ready, and the try leaves nothing behind', async () => {
	const { database, remove } = await testDatabase();
	const before = await database.read.setting.count();
	expect(await obstacle(database)).toBeNull();
	expect(await database.read.setting.count()).toBe(before);
	await remove();
});

test('an empty database is not ready, and says so in words', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'kheo-empty-'));
	const database = openDatabase({ databaseUrl: `file:${join(folder, 'kheo.db')}`, provider: 'sqlite' });
	expect(await obstacle(database)).toMatch(/not migrated/);
	await database.close();
	rmSync(folder, { recursive: true });
});

test('a database that only reads is not ready', async () => {
	const { database, remove } = await testDatabase();
	const readOnly = {
		...database,
		transaction: <T>(work: (tx: typeof database.read) => Promise<T>) => database.snapshot(work)
	};
	expect(
		await obstacle(
			database.provider === 'sqlite'
				? readOnly
				: { ...database, transaction: () => Promise.reject(new Error('read-only')) }
		)
	).toMatch(/does not take writes/);
	await remove();
});
