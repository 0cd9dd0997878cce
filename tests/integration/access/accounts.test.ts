import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { accountActor } from '#lib/server/auth/account-actor.ts';
import { changePassword } from '#lib/server/auth/change-password.ts';
import { createAccountWithPassword } from '#lib/server/auth/create-account.ts';
import { createFirstAdministrator } from '#lib/server/auth/create-first-administrator.ts';
import { disableAccount } from '#lib/server/auth/disable-account.ts';
import { giveGrant } from '#lib/server/auth/give-grant.ts';
import { hashPassword, passwordMatches } from '#lib/server/auth/password.ts';
import { resetToNewPassword } from '#lib/server/auth/reset-password.ts';
import { revokeGrant } from '#lib/server/auth/revoke-grant.ts';
import { revokeSession } from '#lib/server/auth/revoke-session.ts';
import { hashOf, newSecret } from '#lib/server/auth/secret.ts';
import { openSession } from '#lib/server/auth/sign-in.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute, type Outcome } from '#lib/server/command/execute.ts';
import { newId } from '#lib/live/id.ts';
import { listen } from '#lib/server/realtime/bus.ts';
import { testDatabase } from '../../support/database.ts';
import { cityOfTwo, PASSWORD, type City } from './city.ts';

let city: City;
let admin: Actor;
beforeAll(async () => {
	city = await cityOfTwo();
	admin = await (await city.account('admin', [{ role: 'administrator' }])).actor();
});
afterAll(() => city.remove());

const ask = (actor: Actor, command: Command<never, unknown>, input: unknown, key?: string) =>
	execute(city.database, command, { actor, input, key });
const answer = <T>(outcome: Outcome<T>) =>
	outcome.ok
		? { ok: outcome.value }
		: {
				code: outcome.refusal.code,
				fields: outcome.refusal.fields.map(({ field, code }) => `${field}: ${code}`)
			};
const give = (actor: Actor, input: unknown, key?: string) => ask(actor, giveGrant as never, input, key);
const sessionOf = async (accountId: string) =>
	(await openSession(city.sessions, accountId, { address: '10.0.0.9', userAgent: 'Firefox/1' })).id;
const sessionsLeft = (accountId: string) => city.database.read.session.count({ where: { accountId } });
const audited = (subjectId: string) =>
	city.database.read.auditEntry.findMany({
		where: { subjectId },
		orderBy: { seq: 'asc' },
		select: { action: true }
	});

describe('opening accounts', () => {
	it('tells the password once, and keeps neither it nor a digest of it', async () => {
		const outcome = await createAccountWithPassword(city.database, {
			actor: admin,
			input: { username: 'Moi.Den', displayName: '  Trần  Văn Mới ' },
			key: newId()
		});
		if (!outcome.ok) throw outcome.refusal;
		const { accountId, password } = outcome.value;
		const stored = await city.database.read.account.findUniqueOrThrow({ where: { id: accountId } });
		expect(stored).toMatchObject({
			username: 'moi.den',
			displayName: 'Trần Văn Mới',
			mustChange: true,
			status: 'active'
		});
		expect(await passwordMatches(stored.passwordHash, password)).toBe(true);
		const receipts = await city.database.read.commandReceipt.findMany();
		const audits = await city.database.read.auditEntry.findMany();
		expect(JSON.stringify([receipts, audits])).not.toContain(password);
		expect(JSON.stringify(audits)).not.toContain('argon2');
	});

	it('gives whoever still has that password no role at all', async () => {
		const { accountId } = await city.account('chua.doi', [{ role: 'administrator' }]);
		await city.database.transaction((tx) =>
			tx.account.update({ where: { id: accountId }, data: { mustChange: true } })
		);
		expect(await accountActor(city.database.read, accountId)).toMatchObject({ mustChange: true, grants: [] });
	});

	it('refuses a taken or malformed username, and a person with an account', async () => {
		const create = async (input: Record<string, unknown>) =>
			answer(await createAccountWithPassword(city.database, { actor: admin, input }));
		expect([
			await create({ username: 'ADMIN', displayName: 'An' }),
			await create({ username: 'có dấu', displayName: '' })
		]).toEqual([
			{ code: 'invalid', fields: ['username: access_username_taken'] },
			{ code: 'invalid', fields: ['username: access_username_form', 'displayName: field_required'] }
		]);
	});

	it('is for administrators, of the unit of the person where there is one', async () => {
		const organizer = await (await city.account('to.chuc', [{ role: 'organizer' }])).actor();
		const ofDistrict = await (
			await city.account('quan.tri.bd', [{ role: 'administrator', unitId: city.ids.badinh }])
		).actor();
		const create = async (actor: Actor, username: string) =>
			answer(
				await createAccountWithPassword(city.database, { actor, input: { username, displayName: 'An' } })
			);
		expect([await create(organizer, 'x1x'), await create(ofDistrict, 'x2x')]).toEqual([
			{ code: 'forbidden', fields: [] },
			{ code: 'forbidden', fields: [] }
		]);
		expect(await city.database.read.account.count({ where: { username: { in: ['x1x', 'x2x'] } } })).toBe(0);
	});
});

describe('one’s own password', () => {
	it('is changed with the current one, and every other session ends', async () => {
		const { accountId, actor } = await city.account('doi.mat.khau');
		await sessionOf(accountId);
		await sessionOf(accountId);
		const me = await actor();
		const change = async (current: string, next: string, who: Actor = me) =>
			answer(await ask(who, changePassword as never, { accountId, current, next }));
		expect([
			await change('sai', 'một câu đủ dài để dùng'),
			await change(PASSWORD, 'ngắn'),
			await change(PASSWORD, 'aaaaaaaaaaaaaaaa'),
			await change(PASSWORD, PASSWORD.normalize('NFD')),
			await change(PASSWORD, 'tôi là doi.mat.khau đây'),
			await change(PASSWORD, 'một câu đủ dài để dùng', admin)
		]).toEqual([
			{ code: 'invalid', fields: ['current: access_password_wrong'] },
			{ code: 'invalid', fields: ['next: access_password_short'] },
			{ code: 'invalid', fields: ['next: access_password_simple'] },
			{ code: 'invalid', fields: ['next: access_password_same'] },
			{ code: 'invalid', fields: ['next: access_password_has_name'] },
			{ code: 'forbidden', fields: [] }
		]);
		expect(await sessionsLeft(accountId)).toBe(2);
		expect(await change(PASSWORD, 'một câu đủ dài để dùng')).toEqual({ ok: { accountId } });
		expect(await sessionsLeft(accountId)).toBe(0);
	});
});

describe('roles', () => {
	it('signs the account out everywhere when one is given or taken back', async () => {
		const { accountId } = await city.account('nhan.quyen');
		await sessionOf(accountId);
		const heard: unknown[] = [];
		const stop = listen((happening) => heard.push(happening));
		const given = await give(admin, { username: 'nhan.quyen', role: 'secretary', unitId: city.ids.badinh });
		const { grantId } = given.ok ? (given.value as { grantId: string }) : { grantId: '' };
		expect(await sessionsLeft(accountId)).toBe(0);
		await sessionOf(accountId);
		expect(answer(await ask(admin, revokeGrant as never, { grantId }))).toEqual({ ok: { accountId } });
		stop();
		expect(await sessionsLeft(accountId)).toBe(0);
		expect(heard).toEqual(Array(2).fill({ kind: 'session.revoked', accountId, sessionId: null }));
		expect(await audited(grantId)).toEqual([{ action: 'grant.give' }, { action: 'grant.revoke' }]);
		expect(await accountActor(city.database.read, accountId)).toMatchObject({ grants: [] });
	});

	it('may be given by an organizer only where the organizer’s own role holds, and never the administrator’s', async () => {
		await city.account('ung.vien');
		const { badinh, commune, city: top, caugiay, contest, other } = city.ids;
		const ofDistrict = await (await city.account('tc.bd', [{ role: 'organizer', unitId: badinh }])).actor();
		const ofContest = await (
			await city.account('tc.ht', [{ role: 'organizer', contestId: contest }])
		).actor();
		const secretary = await (
			await city.account('tk.ht', [{ role: 'secretary', contestId: contest }])
		).actor();
		const asked = async (actor: Actor, role: string, where: object) => {
			const result = answer(await give(actor, { username: 'ung.vien', role, ...where }));
			return 'code' in result ? result.code : 'given';
		};
		expect({
			'district: own unit': await asked(ofDistrict, 'secretary', { unitId: badinh }),
			'district: below': await asked(ofDistrict, 'organizer', { unitId: commune }),
			'district: above': await asked(ofDistrict, 'secretary', { unitId: top }),
			'district: beside': await asked(ofDistrict, 'secretary', { unitId: caugiay }),
			'district: everywhere': await asked(ofDistrict, 'viewer', {}),
			'district: city’s contest': await asked(ofDistrict, 'viewer', { contestId: contest }),
			'district: administrator': await asked(ofDistrict, 'administrator', { unitId: commune }),
			'contest: own': await asked(ofContest, 'timekeeper', { contestId: contest }),
			'contest: other': await asked(ofContest, 'timekeeper', { contestId: other }),
			'contest: administrator': await asked(ofContest, 'administrator', { contestId: contest }),
			'contest: host unit': await asked(ofContest, 'viewer', { unitId: top }),
			'secretary: own contest': await asked(secretary, 'viewer', { contestId: contest }),
			'both places': await asked(admin, 'viewer', { unitId: top, contestId: contest }),
			'no such unit': await asked(admin, 'viewer', { unitId: newId() }),
			'no such role': await asked(admin, 'emperor', {})
		}).toEqual({
			'district: own unit': 'given',
			'district: below': 'given',
			'district: above': 'forbidden',
			'district: beside': 'forbidden',
			'district: everywhere': 'forbidden',
			'district: city’s contest': 'forbidden',
			'district: administrator': 'forbidden',
			'contest: own': 'given',
			'contest: other': 'forbidden',
			'contest: administrator': 'forbidden',
			'contest: host unit': 'forbidden',
			'secretary: own contest': 'forbidden',
			'both places': 'invalid',
			'no such unit': 'not_found',
			'no such role': 'invalid'
		});
		const held = await city.database.read.roleGrant.count({ where: { account: { username: 'ung.vien' } } });
		expect(held).toBe(3);
	});

	it('are given once for one key, and the key serves for nothing else', async () => {
		const { accountId } = await city.account('hai.lan');
		const key = newId();
		const input = { username: 'hai.lan', role: 'viewer', contestId: city.ids.contest };
		const first = await give(admin, input, key);
		const again = await give(admin, input, key);
		expect(again).toEqual({ ...first, replayed: true });
		expect(answer(await give(admin, { ...input, role: 'organizer' }, key))).toEqual({
			code: 'key_reused',
			fields: []
		});
		expect(await city.database.read.roleGrant.count({ where: { accountId } })).toBe(1);
	});

	it('keep the last administrator of the installation', async () => {
		const grant = await city.database.read.roleGrant.findFirstOrThrow({
			where: { account: { username: 'admin' } }
		});
		await city.database.transaction((tx) =>
			tx.roleGrant.updateMany({
				where: { role: 'administrator', unitId: null, contestId: null, id: { not: grant.id } },
				data: { revokedAt: new Date() }
			})
		);
		const input = { accountId: grant.accountId, status: 'disabled', reason: 'thử' };
		expect([
			answer(await ask(admin, revokeGrant as never, { grantId: grant.id })),
			answer(await ask(admin, disableAccount as never, input))
		]).toEqual([
			{ code: 'access_last_administrator', fields: [] },
			{ code: 'access_last_administrator', fields: [] }
		]);
	});
});

describe('a unit’s administrator', () => {
	it('cannot take over an account with roles beyond the unit', async () => {
		const { badinh } = city.ids;
		const district = await (
			await city.account('qt.bd2', [{ role: 'administrator', unitId: badinh }])
		).actor();
		const own = await city.account('can.bo.bd', [{ role: 'secretary', unitId: badinh }], badinh);
		const above = await city.account('lanh.dao', [{ role: 'administrator' }], badinh);
		const reset = async (accountId: string) => {
			const outcome = await resetToNewPassword(city.database, { actor: district, input: { accountId } });
			return outcome.ok ? 'reset' : outcome.refusal.code;
		};
		expect([await reset(own.accountId), await reset(above.accountId)]).toEqual(['reset', 'access_above_you']);
		const disable = { accountId: above.accountId, status: 'disabled', reason: 'thử' };
		expect(answer(await ask(district, disableAccount as never, disable))).toEqual({
			code: 'access_above_you',
			fields: []
		});
		await city.database.transaction((tx) =>
			tx.roleGrant.deleteMany({ where: { accountId: above.accountId } })
		);
	});
});

describe('sessions', () => {
	it('are revoked by their own account and by administrators, by nobody else', async () => {
		const owner = await city.account('chu.phien');
		const stranger = await (await city.account('nguoi.la', [{ role: 'organizer' }])).actor();
		const [first, second] = [await sessionOf(owner.accountId), await sessionOf(owner.accountId)];
		const revoke = async (actor: Actor, session: string) =>
			answer(await ask(actor, revokeSession as never, { sessionId: hashOf(session) }));
		expect(await revoke(stranger, first)).toEqual({ code: 'forbidden', fields: [] });
		expect(await revoke(await owner.actor(), first)).toEqual({ ok: { accountId: owner.accountId } });
		expect(await revoke(admin, second)).toEqual({ ok: { accountId: owner.accountId } });
		expect(await revoke(admin, second)).toEqual({ code: 'not_found', fields: [] });
		expect(await sessionsLeft(owner.accountId)).toBe(0);
	});

	it('end when the account is disabled', async () => {
		const { accountId } = await city.account('bi.khoa');
		const session = await sessionOf(accountId);
		const input = { accountId, status: 'disabled', reason: 'Nghỉ công tác' };
		expect(answer(await ask(admin, disableAccount as never, input))).toEqual({ ok: { accountId } });
		expect((await city.sessions.validateSession(session)).session).toBeNull();
		const entries = await city.database.read.auditEntry.findMany({ where: { subjectId: accountId } });
		expect(entries.map(({ action, reason, before, after }) => ({ action, reason, before, after }))).toEqual([
			{
				action: 'account.disable',
				reason: 'Nghỉ công tác',
				before: '{"status":"active"}',
				after: '{"status":"disabled"}'
			}
		]);
	});
});

describe('the first administrator', () => {
	it('is made once by the link, with the root unit, and by nobody’s role', async () => {
		const { database, remove } = await testDatabase();
		const token = newSecret();
		await database.transaction((tx) =>
			tx.setupToken.create({ data: { tokenHash: hashOf(token), createdAt: new Date() } })
		);
		const passwordHash = await hashPassword(PASSWORD);
		const input = { tokenHash: hashOf(token), username: 'dau.tien', displayName: 'Lê Thị Đầu', passwordHash };
		const system: Actor = { kind: 'system', name: 'setup' };
		const make = async (actor: Actor, over: object = {}) =>
			answer(await execute(database, createFirstAdministrator, { actor, input: { ...input, ...over } }));
		const everywhere: Actor = {
			kind: 'account',
			accountId: 'a',
			personId: null,
			name: 'a',
			grants: [{ role: 'administrator', unitId: null, contestId: null, conferenceId: null }],
			mustChange: false
		};
		expect([
			await make(everywhere, { unitName: 'Thành ủy' }),
			await make(system, { tokenHash: hashOf('guess'), unitName: 'Thành ủy' }),
			await make(system)
		]).toEqual([
			{ code: 'forbidden', fields: [] },
			{ code: 'access_setup_spent', fields: [] },
			{ code: 'invalid', fields: ['unitName: field_required'] }
		]);
		const made = await make(system, { unitName: 'Thành ủy  Hà Nội' });
		expect(made).toEqual({ ok: { accountId: expect.any(String) } });
		expect(await make(system, { username: 'thu.hai', unitName: 'x' })).toEqual({
			code: 'access_setup_spent',
			fields: []
		});
		const accounts = await database.read.account.findMany({ include: { grants: true } });
		expect(
			accounts.map(({ username, grants }) => ({ username, roles: grants.map(({ role }) => role) }))
		).toEqual([{ username: 'dau.tien', roles: ['administrator'] }]);
		expect(await database.read.unit.findMany({ select: { name: true, parentId: true } })).toEqual([
			{ name: 'Thành ủy Hà Nội', parentId: null }
		]);
		await remove();
	});
});
