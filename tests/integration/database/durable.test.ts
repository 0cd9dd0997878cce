import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/live/id.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

const models = resolve(import.meta.dirname, '../../../prisma/models');
const modelNames = () =>
	readdirSync(models).flatMap((file) =>
		[...readFileSync(join(models, file), 'utf8').matchAll(/^model (\w+)/gm)].map(([, name]) => name!)
	);

let test: TestDatabase;
beforeAll(async () => {
	test = await testDatabase();
});
afterAll(() => test.remove());

describe('the installation’s database', () => {
	it('keeps what a transaction committed and nothing of one that failed', async () => {
		const setting = (key: string) => ({ data: { key, value: 'x' } });
		await test.database.transaction((tx) => tx.setting.create(setting('kept')));
		await expect(
			test.database.transaction(async (tx) => {
				await tx.setting.create(setting('dropped'));
				throw new Error('power of veto');
			})
		).rejects.toThrow('power of veto');
		expect((await test.database.read.setting.findMany()).map(({ key }) => key)).toEqual(['kept']);
	});

	it('has every column that the code reads: two migrations made beside each other may undo one another', async () => {
		const tables = test.database.read as unknown as Record<string, { findFirst(): Promise<unknown> }>;
		const lacking: string[] = [];
		for (const name of modelNames()) {
			const table = name[0]!.toLowerCase() + name.slice(1);
			await tables[table]!.findFirst().catch((error: unknown) => lacking.push(`${name}: ${String(error)}`));
		}
		expect(modelNames().length).toBeGreaterThan(100);
		expect(lacking).toEqual([]);
	});

	it('shows readers nothing of a transaction that is still open', async () => {
		let seen = -1;
		await test.database.transaction(async (tx) => {
			await tx.setting.create({ data: { key: newId(), value: 'half done' } });
			seen = await test.database.read.setting.count({ where: { value: 'half done' } });
		});
		expect(seen).toBe(0);
		expect(await test.database.read.setting.count({ where: { value: 'half done' } })).toBe(1);
	});

	it('E25: counts every one of fifty concurrent increments', async () => {
		const key = newId();
		await test.database.transaction((tx) => tx.setting.create({ data: { key, value: '0' } }));
		await Promise.all(
			Array.from({ length: 50 }, () =>
				test.database.transaction(async (tx) => {
					const { value } = await tx.setting.findUniqueOrThrow({ where: { key } });
					await tx.setting.update({ where: { key }, data: { value: String(Number(value) + 1) } });
				})
			)
		);
		expect((await test.database.read.setting.findUniqueOrThrow({ where: { key } })).value).toBe('50');
	});

	it('E42: has everything that was acknowledged when the server is killed in the middle of writing', async () => {
		const data = mkdtempSync(join(tmpdir(), 'kheo-killed-'));
		const env = { ...process.env, KHEO_DATA: data, DATABASE_URL: '', KHEO_LOG: 'silent' };
		const script = resolve(import.meta.dirname, '../../support/write-until-killed.ts');
		const writing = spawn(process.execPath, [script, 'write'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
		const acknowledged: string[] = [];
		try {
			for await (const line of createInterface({ input: writing.stdout })) {
				acknowledged.push(line);
				if (acknowledged.length === 40) writing.kill('SIGKILL');
			}
			const reading = spawn(process.execPath, [script, 'read'], {
				env,
				stdio: ['ignore', 'pipe', 'inherit']
			});
			const found: string[] = [];
			const ended = once(reading, 'exit');
			for await (const line of createInterface({ input: reading.stdout })) found.push(line);
			expect(await ended).toEqual([0, null]);
			expect(acknowledged.length).toBeGreaterThanOrEqual(40);
			expect(acknowledged.filter((key) => !found.includes(key))).toEqual([]);
		} finally {
			writing.kill('SIGKILL');
			rmSync(data, { recursive: true, force: true });
		}
	});
});
