import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/live/id.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

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

	it('shows readers nothing of a transaction that is still open', async () => {
		let seen = -1;
		await test.database.transaction(async (tx) => {
			await tx.setting.create({ data: { key: newId(), value: 'half done' } });
			seen = await test.database.read.setting.count({ where: { value: 'half done' } });
		});
		expect(seen).toBe(0);
		expect(await test.database.read.setting.count({ where: { value: 'half done' } })).toBe(1);
	});

	it('counts every one of fifty concurrent increments', async () => {
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
	}, 60_000);
});
