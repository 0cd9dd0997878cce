import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUILT_IN_TEMPLATES } from '#lib/domain/honours/built-in.ts';
import { newId } from '#lib/live/id.ts';
import { rowOf } from '#lib/server/honours/templates/stored-template.ts';
import { keptTemplate, picturesOf, templateFor } from '#lib/server/honours/templates/template-for.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

let store: TestDatabase;
beforeAll(async () => {
	store = await testDatabase();
});
afterAll(() => store.remove());

const at = new Date('2026-10-01T02:00:00Z');
const kept = { savedBy: 'Khéo', at };

describe('templates of certificates', () => {
	it('come with Khéo, and are kept from when they are first needed', async () => {
		const { read } = store.database;
		const merit = await templateFor(read, 'state-merit', '2026-10-15');
		expect(merit).toEqual(BUILT_IN_TEMPLATES.find(({ key }) => key === 'state-merit'));
		expect(await read.certificateTemplate.count()).toBe(0);
		const keep = () => store.database.transaction((tx) => keptTemplate(tx, merit!, { id: newId(), ...kept }));
		expect(await keep()).toBe(await keep());
		expect(await templateFor(read, 'state-merit', '2026-10-15')).toEqual(merit);
		expect(await templateFor(read, 'nothing', '2026-10-15')).toBeNull();
		expect(await templateFor(read, 'state-merit', '2023-12-31')).toBeNull();
	});

	it('are good from a day to a day; a later version is the one that counts from its own', async () => {
		const merit = (await templateFor(store.database.read, 'state-merit', '2026-10-15'))!;
		const next = { ...merit, version: 2, validFrom: '2026-10-10', name: 'Bằng khen, mẫu mới' };
		await store.database.transaction((tx) =>
			tx.certificateTemplate.create({
				data: { id: newId(), ...rowOf(next), savedBy: 'Lan', savedAt: at }
			})
		);
		const on = async (day: string) => (await templateFor(store.database.read, 'state-merit', day))?.version;
		expect([await on('2026-10-09'), await on('2026-10-10')]).toEqual([1, 2]);
	});

	it('know the files of their pictures', async () => {
		const hash = 'a'.repeat(64);
		const bytes = new Uint8Array([1, 2, 3]);
		await store.database.transaction((tx) =>
			tx.storedFile.create({ data: { hash, type: 'png', size: 3, bytes, createdAt: at } })
		);
		const merit = (await templateFor(store.database.read, 'state-merit', '2026-10-15'))!;
		const pictures = await picturesOf(store.database.read, [
			{ ...merit, emblem: hash, ornament: { kind: 'picture', hash } }
		]);
		expect([...pictures.keys()]).toEqual([hash]);
		expect(await picturesOf(store.database.read, [merit])).toEqual(new Map());
	});
});
