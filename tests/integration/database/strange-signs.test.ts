import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDecision } from '#lib/server/honours/decisions/save-decision.ts';
import { holding, honoursCity, type HonoursCity } from '../honours/honours-house.ts';

const lan = holding('Lan');
let here: HonoursCity;
beforeAll(async () => {
	here = await honoursCity();
});
afterAll(() => here.remove());

it('an address or a form with a NUL in it finds nothing, on either database', async () => {
	expect(await here.read.conference.findFirst({ where: { code: 'HN\0' } })).toBeNull();
	expect(await here.read.unit.findMany({ where: { code: { in: ['TP\0', 'TP'] } } })).toMatchObject([
		{ code: 'TP' }
	]);
	await here.database.transaction((tx) =>
		tx.person.create({
			data: { id: 'nul', fullName: 'An\0', sortKey: 'an', searchKey: 'an', createdAt: new Date() }
		})
	);
	expect((await here.read.person.findUniqueOrThrow({ where: { id: 'nul' } })).fullName).toMatch(/^An.$/u);
});

it('what was pasted with signs that nobody sees is kept without them', async () => {
	const title = 'Khen\u200b thưởng\0 phong trào\u202e \ud83d“Dân vận khéo”';
	const fields = here.fields('7/QĐ-UBND', { title, achievement: 'Dòng một\vDòng hai' });
	const press = () => here.ask(createDecision, fields, lan, 'press\0once');
	expect(await press()).toMatchObject({ ok: true, replayed: false });
	expect(await here.read.awardDecision.findMany()).toMatchObject([
		{
			title: 'Khen thưởng  phong trào “Dân vận khéo”',
			achievement: 'Dòng một\nDòng hai'
		}
	]);
	expect(await press()).toMatchObject({ ok: true, replayed: true });
});
