import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '#lib/domain/access/actor.ts';
import { newId } from '#lib/live/id.ts';
import { execute } from '#lib/server/command/execute.ts';
import { confirmAll } from '#lib/server/conference/delegations/confirm-all.ts';
import {
	delegationActor,
	delegationHolder,
	delegationWriter
} from '#lib/server/conference/delegations/delegation-actor.ts';
import {
	makeDelegationLinks,
	revokeDelegationLink
} from '#lib/server/conference/delegations/delegation-links.ts';
import { delegationList } from '#lib/server/conference/delegations/delegation-query.ts';
import { editDelegate } from '#lib/server/conference/delegations/edit-delegate.ts';
import { editDelegation } from '#lib/server/conference/delegations/edit-delegation.ts';
import { moveDelegate } from '#lib/server/conference/delegations/move-delegate.ts';
import { nameDelegate } from '#lib/server/conference/delegations/name-delegate.ts';
import { removeDelegate } from '#lib/server/conference/delegations/remove-delegate.ts';
import { openDelegation, sendIn } from '#lib/server/conference/delegations/send-in.ts';
import { substituteDelegate } from '#lib/server/conference/delegations/substitute-delegate.ts';
import { organizer } from '../contest/city.ts';
import { conferenceCity, type ConferenceCity } from './house.ts';

let here: ConferenceCity;
beforeAll(async () => {
	here = await conferenceCity();
});
afterAll(() => here.remove());

const contact = { contactName: 'Lê Thị Cúc', contactPhone: '0912 345 678' };

describe('a unit’s link', () => {
	it('lets the unit name, confirm, excuse and replace its people, and send the list in', async () => {
		const { conferenceId, delegationIds } = await here.conference('UNIT');
		const [delegationId] = delegationIds as [string];
		const byDesk = await here.name(delegationId, 'Nguyễn Văn An');
		const { unit } = await here.link(conferenceId, delegationId);
		const binh = await here.name(delegationId, 'Trần Thị Bình', { title: 'Chủ tịch' }, unit);
		await here.name(delegationId, 'Lê Thị Cúc', {}, unit);
		expect(await here.refusal(sendIn, contact, unit)).toBe('delegation_unconfirmed');
		expect(await here.done(confirmAll, { delegationId }, unit)).toEqual({ confirmed: 1 });
		await here.done(moveDelegate, { delegateId: byDesk, version: 1, step: 'excuse', reason: 'Ốm' }, unit);
		const by = { fullName: 'Phạm Văn Dũng', reason: 'Đi công tác' };
		await here.done(substituteDelegate, { delegateId: binh, version: 0, ...by }, unit);
		expect(await here.refusal(sendIn, contact, unit)).toBe('done');
		const { count, sentInAt, contactName, people } = await here.whole(delegationId);
		expect({ count, contactName, sent: sentInAt !== null }).toMatchObject({
			count: { named: 3, confirmed: 2, excused: 1, substituted: 1, unconfirmed: 0 },
			contactName: 'Lê Thị Cúc',
			sent: true
		});
		expect(people.find(({ standsInFor }) => standsInFor.length > 0)).toMatchObject({
			person: { fullName: 'Phạm Văn Dũng' },
			standsInFor: [{ name: 'Trần Thị Bình' }]
		});
		const holding = await here.database.read.seatHolding.findFirstOrThrow({
			where: { conferenceId, reason: 'Đi công tác' }
		});
		expect(holding.authorisedBy).toBe('Phường Bến Lau');
	});

	it('does nothing to another delegation, whichever ids are sent', async () => {
		const { conferenceId, delegationIds } = await here.conference('FOREIGN');
		const [own, other] = delegationIds as [string, string];
		const { unit } = await here.link(conferenceId, own);
		const delegateId = await here.name(other, 'Hoàng Thị Lan');
		const about = { delegateId, version: 0, reason: 'Vì sao cũng được', fullName: 'Kẻ Lạ' };
		expect([
			await here.refusal(nameDelegate, { delegationId: other, fullName: 'Kẻ Lạ' }, unit),
			await here.refusal(confirmAll, { delegationId: other }, unit),
			await here.refusal(moveDelegate, { ...about, step: 'excuse' }, unit),
			await here.refusal(editDelegate, about, unit),
			await here.refusal(removeDelegate, about, unit),
			await here.refusal(substituteDelegate, about, unit),
			await here.refusal(editDelegation, { delegationId: own, version: 0, quota: '99' }, unit),
			await here.refusal(revokeDelegationLink, { delegationId: own }, unit)
		]).toEqual(Array(8).fill('forbidden'));
		expect(await here.delegate(delegateId)).toMatchObject({ status: 'invited', version: 0 });
	});

	it('cannot mark its people present, choose a stranger from the lists or take a deputy of others', async () => {
		const { conferenceId, delegationIds } = await here.conference('LIMITS');
		const [own, other] = delegationIds as [string, string];
		const { unit } = await here.link(conferenceId, own);
		const delegateId = await here.name(own, 'Nguyễn Văn An', {}, unit);
		const stranger = await here.name(other, 'Hoàng Thị Lan', { role: 'head' });
		const deputy = await here.name(other, 'Hoàng Thị Mai', { role: 'deputy' });
		const { personId } = await here.delegate(stranger);
		const categories = await here.database.read.delegateCategory.findMany({
			where: { conferenceId },
			orderBy: { position: 'asc' }
		});
		const press = await here.name(own, 'Hoàng Văn Báo', { categoryId: categories[2]!.id }, unit);
		expect((await here.delegate(press)).categoryId).toBe(categories[0]!.id);
		const about = { delegateId, version: 0, reason: 'Vì sao cũng được' };
		expect([
			await here.refusal(moveDelegate, { ...about, step: 'arrive' }, unit),
			await here.refusal(nameDelegate, { delegationId: own, personId }, unit),
			await here.refusal(substituteDelegate, { ...about, personId }, unit),
			await here.refusal(substituteDelegate, { ...about, byDelegateId: deputy }, unit)
		]).toEqual(['forbidden', 'forbidden', 'forbidden', 'not_found']);
	});

	it('reads only after the deadline', async () => {
		const { conferenceId, delegationIds } = await here.conference('LATE', 3, '2020-01-01T08:00');
		const [delegationId] = delegationIds as [string];
		const delegateId = await here.name(delegationId, 'Nguyễn Văn An');
		const { unit } = await here.link(conferenceId, delegationId);
		const about = { delegateId, version: 0, reason: 'Vì sao cũng được', fullName: 'Nguyễn Văn An' };
		expect([
			await here.refusal(nameDelegate, { delegationId, fullName: 'Trần Thị Bình' }, unit),
			await here.refusal(moveDelegate, { ...about, step: 'confirm' }, unit),
			await here.refusal(confirmAll, { delegationId }, unit),
			await here.refusal(editDelegate, about, unit),
			await here.refusal(removeDelegate, about, unit),
			await here.refusal(substituteDelegate, { ...about, fullName: 'Trần Thị Bình' }, unit),
			await here.refusal(sendIn, contact, unit)
		]).toEqual(Array(7).fill('delegation_closed'));
		expect(await here.refusal(moveDelegate, { ...about, step: 'confirm' })).toBe('done');
	});

	it('stops when it is revoked or made anew, also in the middle of a form, and is stored as a hash only', async () => {
		const { conferenceId, delegationIds } = await here.conference('REVOKE');
		const [delegationId] = delegationIds as [string];
		const { token, unit } = await here.link(conferenceId, delegationId);
		expect(JSON.stringify(await here.database.read.delegation.findMany())).not.toContain(token);
		expect(JSON.stringify(await here.database.read.commandReceipt.findMany())).not.toContain(token);
		expect(JSON.stringify(await here.database.read.auditEntry.findMany())).not.toContain(token);
		await here.done(revokeDelegationLink, { delegationId });
		expect([
			await delegationActor(here.database.read, token),
			await here.refusal(nameDelegate, { delegationId, fullName: 'Nguyễn Văn An' }, unit),
			await here.refusal(revokeDelegationLink, { delegationId })
		]).toEqual([ANONYMOUS, 'delegation_link_dead', 'delegation_no_link']);
		const fresh = await here.link(conferenceId, delegationId);
		expect(await delegationActor(here.database.read, token)).toEqual(ANONYMOUS);
		expect(fresh.unit).toMatchObject({ kind: 'delegation', delegationId, name: 'Phường Bến Lau' });
	});

	it('is shown once: the same request again makes nothing and shows nothing', async () => {
		const { conferenceId, delegationIds } = await here.conference('REPLAY');
		const asked = { actor: organizer, input: { conferenceId, delegationIds }, key: newId() };
		const first = await makeDelegationLinks(here.database, asked);
		const again = await makeDelegationLinks(here.database, asked);
		expect([first.ok && first.links.length, again.ok && again.links.length]).toEqual([5, 0]);
		const [link] = first.ok ? first.links : [];
		expect(await delegationActor(here.database.read, link!.token)).toMatchObject({ kind: 'delegation' });
	});

	it('makes one delegate of one form, however often it is sent', async () => {
		const { conferenceId, delegationIds } = await here.conference('TWICE-U');
		const [delegationId] = delegationIds as [string];
		const { unit } = await here.link(conferenceId, delegationId);
		const asked = { actor: unit, input: { delegationId, fullName: 'Nguyễn Văn An' }, key: newId() };
		const answers = await Promise.all([1, 2, 3].map(() => execute(here.database, nameDelegate, asked)));
		expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
		expect((await here.whole(delegationId)).count.named).toBe(1);
		const other = { ...asked, input: { delegationId, fullName: 'Trần Thị Bình' } };
		const reused = await execute(here.database, nameDelegate, other);
		expect(reused.ok ? 'done' : reused.refusal.code).toBe('key_reused');
	});

	it('takes no oversized and no malformed input', async () => {
		const { conferenceId, delegationIds } = await here.conference('BAD');
		const [delegationId] = delegationIds as [string];
		const { unit } = await here.link(conferenceId, delegationId);
		const name = (more: object) =>
			here.problems(nameDelegate as never, { delegationId, fullName: 'Nguyễn Văn An', ...more }, unit);
		expect([
			await name({ fullName: 'x'.repeat(121) }),
			await name({ fullName: ' \u00a0 ' }),
			await name({ fullName: ['An'] }),
			await name({ title: 'x'.repeat(201) }),
			await name({ birthYear: '19x9' }),
			await name({ birthYear: '2101' }),
			await name({ phone: 'javascript:alert(1)' }),
			await name({ note: 'x'.repeat(501) }),
			await name({ role: 'emperor' }),
			await name({ deputyOrder: '0' }),
			await name({ delegationId: "' OR 1=1 --" })
		]).toEqual([
			['fullName: field_too_long'],
			['fullName: field_required'],
			['fullName: field_invalid'],
			['title: field_too_long'],
			['birthYear: people_birth_year'],
			['birthYear: people_birth_year'],
			['phone: people_phone'],
			['note: field_too_long'],
			['role: field_required'],
			['deputyOrder: field_invalid'],
			['delegationId: field_invalid']
		]);
		for (const token of ['', 'x', '../../etc/passwd', `${'a'.repeat(65)}`, "'; DROP TABLE x; --------"]) {
			expect(await delegationActor(here.database.read, token)).toEqual(ANONYMOUS);
		}
	});

	it('slows down who guesses links and who writes without end, and lets a right link in all the same', async () => {
		const { conferenceId, delegationIds } = await here.conference('SLOW');
		const { token } = await here.link(conferenceId, delegationIds[0]!);
		const at = new Date();
		const { read } = here.database;
		const guess = () => delegationHolder(read, 'a'.repeat(27), '203.0.113.9', at);
		for (let time = 0; time < 30; time++) expect((await guess()).waitSeconds).toBe(0);
		expect((await guess()).waitSeconds).toBeGreaterThan(0);
		expect(await delegationHolder(read, token, '203.0.113.9', at)).toMatchObject({
			actor: { kind: 'delegation' },
			waitSeconds: 0
		});
		const write = () => delegationWriter(read, token, '203.0.113.9', at);
		for (let time = 0; time < 240; time++) expect((await write()).waitSeconds).toBe(0);
		expect((await write()).waitSeconds).toBeGreaterThan(0);
	});

	it('tells the desk once that it was opened; one made anew was not', async () => {
		const { conferenceId, delegationIds } = await here.conference('OPENED');
		const [delegationId] = delegationIds as [string];
		const state = async () =>
			(await delegationList(here.database.read, conferenceId)).find(({ id }) => id === delegationId)!.link;
		const states = [await state()];
		const { unit } = await here.link(conferenceId, delegationId);
		states.push(await state());
		expect([await here.done(openDelegation, {}, unit), await here.done(openDelegation, {}, unit)]).toEqual([
			{ first: true },
			{ first: false }
		]);
		states.push(await state());
		await new Promise((done) => setTimeout(done, 5));
		await here.link(conferenceId, delegationId);
		states.push(await state());
		expect(states).toEqual(['none', 'made', 'opened', 'made']);
	});
});
