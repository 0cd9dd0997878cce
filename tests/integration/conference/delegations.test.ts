import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAuditChain } from '#lib/server/audit/verify-chain.ts';
import { editDelegate } from '#lib/server/conference/delegations/edit-delegate.ts';
import { editDelegation, removeDelegation } from '#lib/server/conference/delegations/edit-delegation.ts';
import {
	delegationList,
	peopleToName,
	unitsToInvite
} from '#lib/server/conference/delegations/delegation-query.ts';
import { makeDelegations } from '#lib/server/conference/delegations/make-delegations.ts';
import { moveDelegate } from '#lib/server/conference/delegations/move-delegate.ts';
import { nameDelegate } from '#lib/server/conference/delegations/name-delegate.ts';
import { removeDelegate } from '#lib/server/conference/delegations/remove-delegate.ts';
import { substituteDelegate } from '#lib/server/conference/delegations/substitute-delegate.ts';
import { swapBack } from '#lib/server/conference/delegations/swap-back.ts';
import { setConferenceStatus } from '#lib/server/conference/edit-conference.ts';
import { savePerson } from '#lib/server/people/save-person.ts';
import { organizer, person } from '../contest/city.ts';
import { conferenceCity, type ConferenceCity } from './house.ts';

let here: ConferenceCity;
beforeAll(async () => {
	here = await conferenceCity();
});
afterAll(() => here.remove());

const why = 'Đi công tác đột xuất';
const version = async (delegateId: string) => (await here.delegate(delegateId)).version;
const substitute = async (delegateId: string, by: object) =>
	(
		await here.done(substituteDelegate, {
			delegateId,
			version: await version(delegateId),
			reason: why,
			...by
		})
	).delegateId;
const back = async (delegateId: string) =>
	here.done(swapBack, { delegateId, version: await version(delegateId), reason: 'Kịp về dự' });
const move = async (delegateId: string, step: string, reason = '') =>
	here.done(moveDelegate, { delegateId, version: await version(delegateId), step, reason });
const seated = async (delegationId: string) =>
	(await here.whole(delegationId)).people.map(({ person: { fullName }, role, deputyOrder }) =>
		[fullName, role, deputyOrder].filter((part) => part !== null).join(' ')
	);

describe('delegations', () => {
	it('are made for many units at once, each once, and listed the Vietnamese way', async () => {
		const { conferenceId } = await here.conference('MAKE');
		const again = await here.done(makeDelegations, {
			conferenceId,
			units: [{ unitId: here.wards[0], quota: '9' }]
		});
		expect(again).toEqual({ made: 0, kept: 1 });
		const list = await delegationList(here.database.read, conferenceId);
		expect(list.map(({ unitName, count }) => [unitName, count.quota])).toEqual(
			['Bến Lau', 'Cầu Đá', 'Đồi Thông', 'Giếng Ngọc', 'Hồ Sen'].map((name) => [`Phường ${name}`, 3])
		);
		expect(
			(await delegationList(here.database.read, conferenceId, 'doi thong')).map(({ unitName }) => unitName)
		).toEqual(['Phường Đồi Thông']);
		const choice = await unitsToInvite(here.database.read, conferenceId, here.cityId, '2099-01-02');
		expect(choice.map(({ level, isTaken }) => `${level} ${isTaken}`)).toEqual(Array(5).fill('commune true'));
	});

	it('refuse no units, a unit that does not exist and a quota of nobody', async () => {
		const { conferenceId } = await here.conference('NONE');
		const [unitId] = here.wards;
		expect([
			await here.problems(makeDelegations as never, { conferenceId, units: [] }),
			await here.problems(makeDelegations as never, { conferenceId, units: [{ unitId, quota: '0' }] }),
			await here.problems(makeDelegations as never, {
				conferenceId,
				units: [{ unitId: conferenceId, quota: '2' }]
			})
		]).toEqual([['units: delegation_choose_units'], ['units.0.quota: field_invalid'], ['units: not_found']]);
	});

	it('change quota and contact by one editor at a time, and go while they are empty', async () => {
		const { delegationIds } = await here.conference('EDIT');
		const [delegationId] = delegationIds;
		const fields = { delegationId, quota: '2', contactName: 'Lê Thị Cúc', contactPhone: '0912 345 678' };
		expect(await here.refusal(editDelegation, { ...fields, version: 0 })).toBe('done');
		expect(await here.refusal(editDelegation, { ...fields, version: 0 })).toBe('stale');
		await here.name(delegationId!, 'Nguyễn Văn An');
		await here.name(delegationId!, 'Trần Thị Bình');
		expect([
			await here.refusal(editDelegation, { ...fields, quota: '1', version: 1 }),
			await here.refusal(removeDelegation, { delegationId, version: 1 }),
			await here.refusal(removeDelegation, { delegationId: delegationIds[1], version: 0 })
		]).toEqual(['delegation_quota_below', 'delegation_not_empty', 'done']);
	});

	it('are read and written by the own conference’s people alone', async () => {
		const { delegationIds } = await here.conference('OWN-D');
		const input = { delegationId: delegationIds[0], fullName: 'Ai Đó' };
		const holding = (grant: object) => ({
			...(person('organizer') as object),
			grants: [{ role: 'organizer', unitId: null, contestId: null, conferenceId: null, ...grant }]
		});
		const other = await here.conference('OTHER-D');
		expect([
			await here.refusal(nameDelegate, input, holding({ conferenceId: other.conferenceId }) as never),
			await here.refusal(nameDelegate, input, person('viewer')),
			await here.refusal(nameDelegate, input, person('secretary'))
		]).toEqual(['forbidden', 'forbidden', 'done']);
	});
});

describe('delegates', () => {
	it('are named, the first as head; another head takes over, deputies keep their order', async () => {
		const { conferenceId, delegationIds } = await here.conference('HEAD', 4);
		const [delegationId] = delegationIds as [string];
		const before = await here.rev(conferenceId);
		await here.name(delegationId, 'Nguyễn Văn An');
		await here.name(delegationId, 'Trần Thị Bình', { role: 'deputy' });
		await here.name(delegationId, 'Lê Thị Cúc', { role: 'deputy', deputyOrder: '1' });
		await here.name(delegationId, 'Phạm Văn Dũng', { role: 'head' });
		expect(await seated(delegationId)).toEqual([
			'Phạm Văn Dũng head',
			'Lê Thị Cúc deputy 1',
			'Trần Thị Bình deputy 2',
			'Nguyễn Văn An member'
		]);
		expect(await here.rev(conferenceId)).toBe(before + 4);
	});

	it('pass the quota only at the desk and with a reason, which the log keeps', async () => {
		const { conferenceId, delegationIds } = await here.conference('QUOTA', 1);
		const [delegationId] = delegationIds as [string];
		await here.name(delegationId, 'Nguyễn Văn An');
		const more = { delegationId, fullName: 'Trần Thị Bình' };
		const { unit } = await here.link(conferenceId, delegationId);
		expect([
			await here.refusal(nameDelegate, more, unit),
			await here.refusal(nameDelegate, { ...more, overReason: 'Vì sao cũng được' }, unit),
			await here.refusal(nameDelegate, more),
			await here.refusal(nameDelegate, { ...more, overReason: 'Phát biểu tham luận' })
		]).toEqual(['delegation_full', 'delegation_full', 'delegation_over', 'done']);
		const entry = await here.database.read.auditEntry.findFirstOrThrow({
			where: { conferenceId, action: 'delegate.name' },
			orderBy: { seq: 'desc' }
		});
		expect(entry.reason).toBe('Phát biểu tham luận');
		expect((await here.whole(delegationId)).count).toMatchObject({ named: 2, over: 1 });
	});

	it('are counted once in a conference, whoever names them', async () => {
		const { conferenceId, delegationIds } = await here.conference('ONCE');
		const [first, second] = delegationIds as [string, string];
		const { personId } = await here.done(savePerson, {
			fullName: 'Vũ Thị Hoa',
			birthYear: '1979',
			unitId: here.wards[0]
		});
		await here.name(first, '', { personId });
		expect([
			await here.refusal(nameDelegate, { delegationId: first, fullName: 'Vũ Thị Hoa' }),
			await here.refusal(nameDelegate, { delegationId: second, personId }),
			// The same name with another year is somebody else.
			await here.refusal(nameDelegate, { delegationId: first, fullName: 'Vũ Thị Hoa', birthYear: '1990' }),
			// Now there are two: which is meant has to be said.
			await here.problems(nameDelegate as never, { delegationId: first, fullName: 'Vũ Thị Hoa' })
		]).toEqual(['delegate_named', 'delegate_named', 'done', ['birthYear: delegate_homonyms']]);
		const found = await peopleToName(here.database.read, organizer, {
			conferenceId,
			unitId: here.wards[0]!,
			query: 'vu thi hoa'
		});
		expect(found.map(({ birthYear, isNamed, namedBy }) => [birthYear, isNamed, namedBy])).toEqual([
			[1979, true, 'Phường Bến Lau'],
			[1990, true, 'Phường Bến Lau']
		]);
	});

	it('keep their person when a name is only written better, and are replaced where it is another name', async () => {
		const { delegationIds } = await here.conference('NAME');
		const delegateId = await here.name(delegationIds[0]!, 'Do Van Nam');
		const edit = { delegateId, version: 0, role: 'member' };
		expect([
			await here.refusal(editDelegate, { ...edit, fullName: 'Đỗ Văn Nam', title: 'Bí thư' }),
			await here.refusal(editDelegate, { ...edit, fullName: 'Đỗ Văn Năm' }),
			await here.refusal(editDelegate, { ...edit, version: 1, fullName: 'Trần Văn Nam' })
		]).toEqual(['done', 'stale', 'delegate_other_person']);
		expect((await here.whole(delegationIds[0]!)).people[0]).toMatchObject({
			title: 'Bí thư',
			role: 'head',
			person: { fullName: 'Đỗ Văn Nam' }
		});
	});

	it('are moved with a version, a reason where it is asked, and before and after in the log', async () => {
		const { conferenceId, delegationIds } = await here.conference('MOVE');
		const delegateId = await here.name(delegationIds[0]!, 'Nguyễn Văn An');
		const ask = (step: string, reason = '', seen = 0) =>
			here.refusal(moveDelegate, { delegateId, version: seen, step, reason });
		expect([
			await ask('excuse'),
			await ask('arrive'),
			await ask('confirm'),
			await ask('excuse', 'ốm', 0),
			await ask('excuse', 'ốm', 1),
			await ask('unconfirm', '', 2),
			await ask('confirm', '', 2)
		]).toEqual([
			'delegate_reason_missing',
			'delegate_not_begun',
			'done',
			'stale',
			'done',
			'delegate_move_not_allowed',
			'done'
		]);
		const logged = await here.database.read.auditEntry.findMany({
			where: { conferenceId, action: 'delegate.move' },
			orderBy: { seq: 'asc' }
		});
		expect(
			logged.map(({ before, after, reason }) => [
				JSON.parse(before!).status,
				JSON.parse(after!).status,
				reason
			])
		).toEqual([
			['invited', 'confirmed', null],
			['confirmed', 'excused', 'ốm'],
			['excused', 'confirmed', null]
		]);
		expect(await verifyAuditChain(here.database.read)).toMatchObject({ whole: true });
	});

	it('are called over by hand once the conference has begun, and a mistake is taken back', async () => {
		const { conferenceId, delegationIds } = await here.conference('ROLL');
		const delegateId = await here.name(delegationIds[0]!, 'Nguyễn Văn An');
		await here.done(setConferenceStatus, { conferenceId, status: 'running' });
		for (const [step, reason, status] of [
			['close', '', 'absent'],
			['reopen', 'Ghi nhầm', 'confirmed'],
			['arrive', '', 'present'],
			['leave', '', 'left'],
			['return', '', 'present'],
			['undo-arrival', 'Ghi nhầm', 'confirmed']
		] as const) {
			await move(delegateId, step, reason);
			expect((await here.delegate(delegateId)).status).toBe(status);
		}
	});

	it('are again what they were where an arrival or a substitution is taken back', async () => {
		const { conferenceId, delegationIds } = await here.conference('AGAIN', 2);
		const [delegationId] = delegationIds as [string];
		const an = await here.name(delegationId, 'Nguyễn Văn An');
		const cuc = await here.name(delegationId, 'Lê Thị Cúc');
		await here.done(setConferenceStatus, { conferenceId, status: 'running' });
		for (const delegateId of [an, cuc]) {
			if ((await here.delegate(delegateId)).status !== 'invited') await move(delegateId, 'unconfirm');
			await move(delegateId, 'arrive-late');
			await move(delegateId, 'leave');
			await move(delegateId, 'undo-arrival', 'Ghi nhầm');
			expect((await here.delegate(delegateId)).status).toBe('invited');
		}
		await move(cuc, 'excuse', 'Ốm, có đơn');
		await move(cuc, 'arrive');
		await move(cuc, 'undo-arrival', 'Ghi nhầm người');
		expect(await here.delegate(cuc)).toMatchObject({ status: 'excused', statusReason: 'Ốm, có đơn' });
		await substitute(an, { fullName: 'Trần Thị Bình' });
		await back(an);
		expect((await here.delegate(an)).status).toBe('invited');
		await move(an, 'confirm');
		await substitute(an, { fullName: 'Trần Thị Bình' });
		await back(an);
		expect((await here.delegate(an)).status).toBe('confirmed');
	});

	it('are taken off while nothing has happened to them', async () => {
		const { delegationIds } = await here.conference('OFF');
		const [delegationId] = delegationIds as [string];
		const first = await here.name(delegationId, 'Nguyễn Văn An');
		const second = await here.name(delegationId, 'Trần Thị Bình');
		await here.done(removeDelegate, { delegateId: first, version: 0 });
		expect(await seated(delegationId)).toEqual(['Trần Thị Bình head']);
		const third = await substitute(second, { fullName: 'Lê Thị Cúc' });
		expect([
			await here.refusal(removeDelegate, { delegateId: second, version: await version(second) }),
			await here.refusal(removeDelegate, { delegateId: third, version: await version(third) })
		]).toEqual(['delegate_not_removable', 'delegate_not_removable']);
	});
});

describe('a seat of a delegation', () => {
	it('stays one whoever sits in it, with everybody who did: “thay: Bình (thay: An)”', async () => {
		const { conferenceId, delegationIds } = await here.conference('SEAT', 1);
		const [delegationId] = delegationIds as [string];
		const an = await here.name(delegationId, 'Nguyễn Văn An', { title: 'Bí thư' });
		const before = await here.rev(conferenceId);
		const binh = await substitute(an, { fullName: 'Trần Thị Bình' });
		await substitute(binh, { fullName: 'Lê Thị Cúc' });
		const { count, people, gone } = await here.whole(delegationId);
		expect(count).toMatchObject({ named: 1, vacant: 0, over: 0, substituted: 1 });
		expect(people[0]).toMatchObject({
			role: 'head',
			status: 'confirmed',
			standsInFor: [{ name: 'Trần Thị Bình' }, { name: 'Nguyễn Văn An' }]
		});
		expect(gone.map(({ person, statusReason }) => [person.fullName, statusReason])).toEqual([
			['Nguyễn Văn An', why],
			['Trần Thị Bình', why]
		]);
		expect(await here.rev(conferenceId)).toBe(before + 2);
	});

	it('goes back to its first holder, who then stands in for nobody; again and again', async () => {
		const { delegationIds } = await here.conference('BACK', 1);
		const [delegationId] = delegationIds as [string];
		const an = await here.name(delegationId, 'Nguyễn Văn An');
		const binh = await substitute(an, { fullName: 'Trần Thị Bình' });
		await back(an);
		expect((await here.whole(delegationId)).people).toMatchObject([
			{ id: an, standsInFor: [], role: 'head', status: 'invited' }
		]);
		expect(await substitute(an, { fullName: 'Trần Thị Bình' })).toBe(binh);
		await substitute(binh, { fullName: 'Nguyễn Văn An' });
		const { people, gone, count } = await here.whole(delegationId);
		expect(people).toMatchObject([{ id: an, standsInFor: [], replacesId: null }]);
		expect(gone).toMatchObject([{ id: binh, followedBy: { name: 'Nguyễn Văn An' } }]);
		expect(count).toMatchObject({ named: 1, substituted: 0 });
		expect(await here.database.read.seatHolding.count({ where: { seatId: an } })).toBe(5);
	});

	it('is taken by a deputy, whose own is vacant then, and who goes back to it', async () => {
		const { delegationIds } = await here.conference('DEPUTY', 2);
		const [delegationId] = delegationIds as [string];
		const an = await here.name(delegationId, 'Nguyễn Văn An');
		const binh = await here.name(delegationId, 'Trần Thị Bình', { role: 'deputy' });
		await substitute(an, { byDelegateId: binh });
		expect(await seated(delegationId)).toEqual(['Trần Thị Bình head']);
		expect((await here.whole(delegationId)).count).toMatchObject({ named: 1, vacant: 1, substituted: 1 });
		await back(an);
		expect(await seated(delegationId)).toEqual(['Nguyễn Văn An head', 'Trần Thị Bình deputy 1']);
		expect((await here.whole(delegationId)).count).toMatchObject({ named: 2, substituted: 0 });
	});

	it('is replaced by nobody while its holder sits, though another has a seat that was theirs', async () => {
		const { delegationIds } = await here.conference('ANOTHER', 2);
		const [delegationId] = delegationIds as [string];
		const an = await here.name(delegationId, 'Nguyễn Văn An');
		const dung = await here.name(delegationId, 'Phạm Văn Dũng');
		const binh = await substitute(an, { fullName: 'Trần Thị Bình' });
		const cuc = await substitute(binh, { fullName: 'Lê Thị Cúc' });
		expect(await substitute(dung, { fullName: 'Trần Thị Bình' })).toBe(binh);
		const { people } = await here.whole(delegationId);
		expect(people.map(({ id, standsInFor }) => [id, standsInFor.map(({ name }) => name)])).toEqual([
			[cuc, ['Trần Thị Bình', 'Nguyễn Văn An']],
			[binh, ['Phạm Văn Dũng']]
		]);
		expect(await here.database.read.delegate.count({ where: { replacesId: binh } })).toBe(0);
	});

	it('is given to nobody who holds another seat, and to no member as if to a deputy', async () => {
		const { delegationIds } = await here.conference('TAKEN', 3);
		const [first, second] = delegationIds as [string, string];
		const an = await here.name(first, 'Nguyễn Văn An');
		const binh = await here.name(first, 'Trần Thị Bình');
		const elsewhere = await here.name(second, 'Lê Thị Cúc');
		const ask = (by: object) =>
			here.refusal(substituteDelegate, { delegateId: an, version: 0, reason: why, ...by });
		expect([
			await ask({ fullName: 'Trần Thị Bình' }),
			await ask({ byDelegateId: binh }),
			await ask({ byDelegateId: elsewhere }),
			await ask({ fullName: 'Nguyễn Văn An' }),
			await ask({ fullName: '' }),
			await ask({ fullName: 'Phạm Văn Dũng', reason: '' })
		]).toEqual([
			'delegate_named',
			'substitution_not_deputy',
			'not_found',
			'substitution_holds_seat',
			'invalid',
			'invalid'
		]);
	});
});

describe('two clients at once', () => {
	it('get the last place of a quota once', async () => {
		for (let round = 0; round < 3; round++) {
			const { delegationIds } = await here.conference(`LAST-${round}`, 1);
			const [delegationId] = delegationIds as [string];
			const answers = await Promise.all(
				['Nguyễn Văn An', 'Trần Thị Bình'].map((fullName) =>
					here.refusal(nameDelegate, { delegationId, fullName })
				)
			);
			expect(answers.sort()).toEqual(['delegation_over', 'done']);
			expect((await here.whole(delegationId)).count.named).toBe(1);
		}
	});

	it('replace one seat once', async () => {
		for (let round = 0; round < 3; round++) {
			const { delegationIds } = await here.conference(`SEAT-${round}`, 1);
			const delegateId = await here.name(delegationIds[0]!, 'Nguyễn Văn An');
			const answers = await Promise.all(
				['Trần Thị Bình', 'Lê Thị Cúc'].map((fullName) =>
					here.refusal(substituteDelegate, { delegateId, version: 0, fullName, reason: why })
				)
			);
			expect(answers.sort()).toEqual(['done', 'stale']);
			expect((await here.whole(delegationIds[0]!)).count).toMatchObject({ named: 1, substituted: 1 });
		}
	});
});
