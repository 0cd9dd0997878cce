import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { auditChoices, auditPage, ENTRIES_PER_PAGE } from '#lib/server/audit/audit-query.ts';
import { verifyAuditChain } from '#lib/server/audit/verify-chain.ts';
import { disableAccount } from '#lib/server/auth/disable-account.ts';
import { giveGrant } from '#lib/server/auth/give-grant.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import { execute } from '#lib/server/command/execute.ts';
import { saveUnit } from '#lib/server/people/save-unit.ts';
import { cityOfTwo, type City } from './city.ts';

let city: City;
let admin: Actor;
beforeAll(async () => {
	city = await cityOfTwo();
	admin = await (await city.account('admin', [{ role: 'administrator' }])).actor();
	const other = await city.account('khac');
	const at = (hour: number) => new Date(Date.UTC(2024, 9, 1, hour));
	const unit = (shortName: string) => ({
		unitId: city.ids.badinh,
		code: 'BD',
		name: 'Quận ủy Ba Đình',
		level: 'commune',
		kind: 'party-committee',
		parentId: city.ids.city,
		shortName
	});
	await execute(city.database, disableAccount, {
		actor: admin,
		input: { accountId: other.accountId, status: 'disabled', reason: 'Nghỉ việc' },
		at: at(1)
	});
	await city.account('nhan');
	const { contest, caugiay } = city.ids;
	for (const [hour, where] of [
		[2, { contestId: contest }],
		[3, { unitId: caugiay }]
	] as const) {
		await execute(city.database, giveGrant, {
			actor: admin,
			input: { username: 'nhan', role: 'viewer', ...where },
			at: at(hour)
		});
	}
	// 18:00 UTC is already the next day in Vietnam.
	for (const hour of [16, 18]) {
		const outcome = await execute(city.database, saveUnit, {
			actor: admin,
			input: unit(`Ba Đình ${hour}`),
			at: at(hour)
		});
		if (!outcome.ok) throw outcome.refusal;
	}
});
afterAll(() => city.remove());

async function actions(actor: Actor, filter: Parameters<typeof auditPage>[2] = {}) {
	const { read } = city.database;
	const { lines } = await auditPage(read, await reachOf(read, actor, 'audit.read'), filter);
	return lines.map(({ action }) => action);
}

describe('the audit log', () => {
	it('tells who, what, before, after and why, the newest first', async () => {
		const { read } = city.database;
		const { lines } = await auditPage(read, { everywhere: true }, {});
		expect(lines.map(({ action }) => action)).toEqual([
			'unit.save',
			'unit.save',
			'grant.give',
			'grant.give',
			'account.disable'
		]);
		expect(lines[0]).toMatchObject({
			actorName: 'admin',
			actorKind: 'account',
			device: null,
			differences: [{ field: 'shortName', before: 'Ba Đình 16', after: 'Ba Đình 18' }]
		});
		expect(lines[3]!.event).toBe('hn-2024');
		expect(lines[4]).toMatchObject({
			reason: 'Nghỉ việc',
			differences: [{ field: 'status', before: 'active', after: 'disabled' }]
		});
	});

	it('is filtered by contest, person, action, subject and days of Vietnam', async () => {
		expect({
			contest: await actions(admin, { contestId: city.ids.contest }),
			action: await actions(admin, { action: 'account.disable' }),
			subject: await actions(admin, { subjectKind: 'unit', subjectId: city.ids.badinh }),
			person: await actions(admin, { actorId: 'nobody' }),
			day: await actions(admin, { from: '2024-10-02', to: '2024-10-02' }),
			until: await actions(admin, { to: '2024-10-01', action: 'unit.save' }),
			nonsense: await actions(admin, { from: 'hôm qua', action: 'account.disable' })
		}).toEqual({
			contest: ['grant.give'],
			action: ['account.disable'],
			subject: ['unit.save', 'unit.save'],
			person: [],
			day: ['unit.save'],
			until: ['unit.save'],
			nonsense: ['account.disable']
		});
	});

	it('shows organizers what is theirs and nothing of others', async () => {
		const { badinh, caugiay, contest, other } = city.ids;
		const as = async (name: string, grant: { unitId?: string; contestId?: string }) =>
			actions(await (await city.account(name, [{ role: 'organizer', ...grant }])).actor());
		const secretary = await (await city.account('tk', [{ role: 'secretary' }])).actor();
		expect({
			badinh: await as('bd', { unitId: badinh }),
			caugiay: await as('cg', { unitId: caugiay }),
			contest: await as('ht', { contestId: contest }),
			other: await as('ht2', { contestId: other }),
			secretary: await actions(secretary)
		}).toEqual({
			badinh: ['unit.save', 'unit.save'],
			caugiay: ['grant.give'],
			contest: ['grant.give'],
			other: [],
			secretary: []
		});
		const { read } = city.database;
		const reach = await reachOf(
			read,
			await (await city.account('cg3', [{ role: 'organizer', unitId: caugiay }])).actor(),
			'audit.read'
		);
		expect(await auditChoices(read, reach)).toMatchObject({
			actions: ['grant.give'],
			subjects: ['grant'],
			contests: [{ code: 'cg-2024' }]
		});
	});

	it('is a chain, and names the first entry that was tampered with', async () => {
		const { database } = city;
		expect(await verifyAuditChain(database.read)).toEqual({ whole: true, entries: 5 });
		const rows = await database.read.auditEntry.findMany({ orderBy: { seq: 'asc' } });
		const [, second, third] = rows;
		await database.transaction((tx) =>
			tx.auditEntry.update({ where: { seq: third!.seq }, data: { actorName: 'không phải tôi' } })
		);
		expect(await verifyAuditChain(database.read)).toEqual({
			whole: false,
			entries: 2,
			brokenSeq: third!.seq
		});
		await database.transaction((tx) =>
			tx.auditEntry.update({ where: { seq: third!.seq }, data: { actorName: third!.actorName } })
		);
		expect(await verifyAuditChain(database.read)).toMatchObject({ whole: true });
		await database.transaction((tx) => tx.auditEntry.delete({ where: { seq: second!.seq } }));
		expect(await verifyAuditChain(database.read)).toEqual({
			whole: false,
			entries: 1,
			brokenSeq: third!.seq
		});
		await database.transaction((tx) => tx.auditEntry.create({ data: second! }));
	});

	it('comes in pages, none twice and none left out', async () => {
		const { database } = city;
		const at = new Date('2024-11-01T00:00:00Z');
		for (let turn = 0; turn < ENTRIES_PER_PAGE; turn++) {
			const username = `p${turn}`;
			await database.transaction((tx) =>
				tx.auditEntry.create({
					data: {
						id: username,
						at,
						actorKind: 'system',
						actorName: 'x',
						action: 'unit.save',
						subjectKind: 'unit',
						subjectId: username,
						prevHash: '',
						hash: ''
					}
				})
			);
		}
		const first = await auditPage(database.read, { everywhere: true }, {});
		const second = await auditPage(database.read, { everywhere: true }, { before: first.next! });
		const seqs = [...first.lines, ...second.lines].map(({ seq }) => seq);
		expect([first.lines.length, second.lines.length, second.next]).toEqual([ENTRIES_PER_PAGE, 5, null]);
		expect(new Set(seqs).size).toBe(ENTRIES_PER_PAGE + 5);
	});
});
