import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '#lib/server/config.ts';
import { backupSqlite } from '#lib/server/db/backup.ts';
import { openDatabase } from '#lib/server/db/client.ts';
import { migrate, NewerDatabase } from '#lib/server/db/migrate.ts';

// The embedded database only: a copy before a migration is taken of nothing else.
const folder = mkdtempSync(join(tmpdir(), 'kheo-migrate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const shipped = resolve(import.meta.dirname, '../../../prisma/migrations');

function withOneMore(name: string, sql: string): string {
	const migrations = join(folder, name);
	cpSync(shipped, migrations, { recursive: true });
	mkdirSync(join(migrations, 'sqlite', `29990101000000_${name}`));
	writeFileSync(join(migrations, 'sqlite', `29990101000000_${name}`, 'migration.sql'), sql);
	return migrations;
}

describe('a start of the server', () => {
	const config = readConfig({ KHEO_DATA: join(folder, 'data') });

	it('makes an empty database without a copy, and changes nothing the next time', async () => {
		const asked: string[] = [];
		const copy = async () => void asked.push('copy');
		const ran = await migrate(config, shipped, copy);
		expect(ran).toEqual(readdirSync(join(shipped, 'sqlite')).filter((name) => /^\d{14}_/.test(name)));
		expect(await migrate(config, shipped, copy)).toEqual([]);
		expect(asked).toEqual([]);
	});

	it('takes a copy with everything in it before it changes a database that holds data', async () => {
		const database = openDatabase(config);
		await database.transaction((tx) => tx.setting.create({ data: { key: 'before', value: 'kept' } }));
		await database.close();
		const later = withOneMore('later', 'CREATE TABLE "Later" ("id" TEXT NOT NULL PRIMARY KEY);');
		let file = '';
		const ran = await migrate(config, later, async () => {
			file = await backupSqlite(config, 'before-later');
		});
		expect(ran).toEqual(['29990101000000_later']);
		const copy = openDatabase({ provider: 'sqlite', databaseUrl: `file:${file}` });
		expect(await copy.read.setting.findMany()).toEqual([{ key: 'before', value: 'kept' }]);
		await copy.close();
	});

	it('keeps what hangs on a table that is made anew', async () => {
		const other = readConfig({ KHEO_DATA: join(folder, 'other') });
		await migrate(other, shipped);
		const before = openDatabase(other);
		await before.transaction(async (tx) => {
			const at = new Date();
			await tx.unit.create({
				data: {
					id: 'u',
					code: 'TINH',
					name: 'Tỉnh',
					level: 'province',
					kind: 'agency',
					searchKey: 'tinh',
					createdAt: at
				}
			});
			await tx.issuer.create({
				data: {
					...{ id: 'i', unitId: 'u', name: 'CHỦ TỊCH', letterhead: 'state', place: 'Lai Châu' },
					...{ authority: '[]', createdAt: at }
				}
			});
			const decision = { title: 'Khen', kind: 'merit', templateKey: 'state-merit', state: 'draft' };
			await tx.awardDecision.create({ data: { ...decision, id: 'd', issuerId: 'i', createdAt: at } });
			await tx.awardRecipient.create({
				data: {
					...{ id: 'r', decisionId: 'd', position: 1, subject: 'collective', words: '{}' },
					...{ searchKey: '', source: 'hand', createdAt: at }
				}
			});
		});
		await before.close();
		const anew = withOneMore(
			'anew',
			`PRAGMA defer_foreign_keys=ON; PRAGMA foreign_keys=OFF;
			CREATE TABLE "new_AwardDecision" AS SELECT * FROM "AwardDecision";
			DROP TABLE "AwardDecision"; ALTER TABLE "new_AwardDecision" RENAME TO "AwardDecision";
			PRAGMA foreign_keys=ON; PRAGMA defer_foreign_keys=OFF;`
		);
		await migrate(other, anew);
		const after = openDatabase(other);
		expect(await after.read.awardRecipient.count({ where: { decisionId: 'd' } })).toBe(1);
		await after.close();
	});

	it('refuses a database that a newer version has written, in words, and leaves it alone', async () => {
		const refusal = await migrate(config, shipped).catch((error: unknown) => error);
		expect(refusal).toBeInstanceOf(NewerDatabase);
		expect((refusal as Error).message).toContain('29990101000000_later');
		expect((refusal as Error).message).toContain('newer Khéo');
	});
});
