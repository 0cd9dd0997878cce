import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { guessMapping } from '#lib/domain/people/import/columns.ts';
import { execute } from '#lib/server/command/execute.ts';
import { nameDelegate } from '#lib/server/conference/delegations/name-delegate.ts';
import { moveDelegate } from '#lib/server/conference/delegations/move-delegate.ts';
import { applyImport } from '#lib/server/people/import/apply-import.ts';
import { planHash, planImport } from '#lib/server/people/import/plan.ts';
import { undoImport } from '#lib/server/people/import/undo-import.ts';
import { tableFromText } from '#lib/server/people/table/read-table.ts';
import { organizer } from '../contest/city.ts';
import { conferenceCity, type ConferenceCity } from './house.ts';

let here: ConferenceCity;
beforeAll(async () => {
	here = await conferenceCity();
});
afterAll(() => here.remove());

const HEAD = 'Mã\tHọ và tên\tNăm sinh\tĐoàn\tChức vụ\tSĐT\tTrong đoàn\tChỉ tiêu\tGhi chú';
function request(conferenceId: string, lines: readonly string[]) {
	const table = tableFromText([HEAD, ...lines].join('\n'));
	return {
		...{ kind: 'delegates' as const, contestId: null, conferenceId, underUnitId: null, headings: 0 },
		...{ fileName: 'dai-bieu.xlsx', mapping: guessMapping('delegates', table[0]!) },
		table: table.map((row) => [...row])
	};
}
type Request = ReturnType<typeof request>;
const plan = (asked: Request) => planImport(here.database.read, organizer, asked, new Date());
async function apply(asked: Request, consent?: string, actor: Actor = organizer) {
	const input = { ...asked, consent: consent ?? planHash(await plan(asked)) };
	const outcome = await execute(here.database, applyImport, { actor, input });
	return outcome.ok ? outcome.value : outcome.refusal.code;
}
const undo = (batchId: string) => here.refusal(undoImport, { batchId });
const batchOf = (applied: unknown) => (applied as { batchId: string }).batchId;

async function everything() {
	const { read } = here.database;
	return {
		delegations: await read.delegation.findMany({ orderBy: { id: 'asc' }, omit: { version: true } }),
		delegates: await read.delegate.findMany({ orderBy: { id: 'asc' }, omit: { version: true } }),
		people: await read.person.findMany({ orderBy: { id: 'asc' } }),
		seats: await read.seatHolding.findMany({ orderBy: { id: 'asc' } })
	};
}

describe('a list of delegates', () => {
	it('makes delegations, people and their roles, and one step takes it back', async () => {
		const { conferenceId, delegationIds } = await here.conference('IMPORT');
		await here.name(delegationIds[0]!, 'Hoàng Văn Cũ');
		const unitId = await here.unit('P-Mới', 'Phường Mới', here.cityId);
		const before = await everything();
		const rev = await here.rev(conferenceId);
		const applied = await apply(
			request(conferenceId, [
				'DB1\tNguyễn Văn An\t1975\tPhường Bến Lau\tBí thư\t0912345678\tTrưởng đoàn\t4\t',
				'DB2\tTrần Thị Bình\t1980\tPhường Bến Lau\tChủ tịch\t\tPhó đoàn\t\tTham luận',
				'DB3\tLê Thị Cúc\t\tPhường Mới\t\t\t\t\t',
				'DB4\tPhạm Văn Dũng\t\tPhường Mới\t\t\tTrưởng đoàn\t\t'
			])
		);
		expect(applied).toMatchObject({ created: expect.any(Number), changed: expect.any(Number) });
		const old = await here.whole(delegationIds[0]!);
		expect([
			old.quota,
			...old.people.map(({ person, role, note }) => `${person.fullName} ${role} ${note ?? ''}`)
		]).toEqual([4, 'Nguyễn Văn An head ', 'Trần Thị Bình deputy Tham luận', 'Hoàng Văn Cũ member ']);
		const made = await here.database.read.delegation.findFirstOrThrow({ where: { conferenceId, unitId } });
		const fresh = await here.whole(made.id);
		expect([fresh.quota, ...fresh.people.map(({ person, role }) => `${person.fullName} ${role}`)]).toEqual([
			2,
			'Phạm Văn Dũng head',
			'Lê Thị Cúc member'
		]);
		expect(await here.rev(conferenceId)).toBe(rev + 1);
		expect(await undo(batchOf(applied))).toBe('done');
		expect(await everything()).toEqual(before);
		expect(await undo(batchOf(applied))).toBe('people_undo_done');
	});

	it('imported again changes what differs alone, by the list’s code', async () => {
		const { conferenceId, delegationIds } = await here.conference('AGAIN');
		const lines = [
			'DB1\tNguyễn Văn Ân\t1975\tPhường Cầu Đá\tBí thư\t\t\t\t',
			'DB2\tTrần Thị Bưởi\t\tPhường Cầu Đá\t\t\t\t\t'
		];
		await apply(request(conferenceId, lines));
		const same = await plan(request(conferenceId, lines));
		expect(same.plan.rows.map(({ fate }) => fate)).toEqual(['same', 'same']);
		const applied = await apply(
			request(conferenceId, ['DB1\tNguyễn Văn Ân\t1975\tPhường Cầu Đá\tPhó Bí thư\t0987654321\t\t\t'])
		);
		const { people } = await here.whole(delegationIds[1]!);
		expect(people.map(({ title, person }) => [person.fullName, title, person.phone])).toEqual([
			['Nguyễn Văn Ân', 'Phó Bí thư', '0987654321'],
			['Trần Thị Bưởi', null, null]
		]);
		expect(await undo(batchOf(applied))).toBe('done');
		expect((await here.whole(delegationIds[1]!)).people[0]).toMatchObject({
			title: 'Bí thư',
			person: { phone: null }
		});
	});

	it('is written with consent to exactly what was seen, whole or not at all', async () => {
		const { conferenceId, delegationIds } = await here.conference('CONSENT');
		const asked = request(conferenceId, ['DB1\tĐinh Văn Giang\t\tPhường Đồi Thông\t\t\t\t\t']);
		const consent = planHash(await plan(asked));
		await here.name(delegationIds[2]!, 'Đinh Văn Giang');
		const wrong = request(conferenceId, [
			'DB5\tĐinh Văn Hải\t\tPhường Đồi Thông\t\t\t\t\t',
			'DB6\tĐinh Văn Hòa\t\tPhường Không Có\t\t\t\t\t'
		]);
		const before = await everything();
		expect([await apply(asked, consent), await apply(wrong)]).toEqual([
			'people_import_moved',
			'people_import_errors'
		]);
		expect(await everything()).toEqual(before);
	});

	it('is not taken back once somebody answered, and says who is in the way', async () => {
		const { conferenceId, delegationIds } = await here.conference('ANSWERED');
		const applied = await apply(request(conferenceId, ['DB1\tĐinh Thị Kim\t\tPhường Hồ Sen\t\t\t\t\t']));
		const { id: delegateId, version } = (await here.whole(delegationIds[4]!)).people[0]!;
		await here.done(moveDelegate, { delegateId, version, step: 'confirm' });
		const outcome = await here.ask(undoImport, { batchId: batchOf(applied) });
		expect(outcome.ok ? 'done' : outcome.refusal).toMatchObject({
			code: 'people_undo_blocked',
			params: { first: 'Đinh Thị Kim' }
		});
	});

	it('is imported and taken back by the conference’s own organizers alone', async () => {
		const { conferenceId } = await here.conference('OWN-I');
		const other = await here.conference('OTHER-I');
		const of = (conferenceId: string): Actor => ({
			...(organizer as Extract<Actor, { kind: 'account' }>),
			accountId: `organizer of ${conferenceId}`,
			grants: [{ role: 'organizer', unitId: null, contestId: null, conferenceId }]
		});
		const asked = request(conferenceId, ['\tĐinh Thị Lành\t\tPhường Hồ Sen\t\t\t\t\t']);
		const consent = planHash(await plan(asked));
		expect(await apply(asked, consent, of(other.conferenceId))).toBe('forbidden');
		const applied = await apply(asked, consent, of(conferenceId));
		const ask = (actor: Actor) => here.refusal(undoImport, { batchId: batchOf(applied) }, actor);
		expect([await ask(of(other.conferenceId)), await ask(of(conferenceId))]).toEqual(['forbidden', 'done']);
	});

	it('finds people who are on the lists, and those named meanwhile stay one person', async () => {
		const { conferenceId, delegationIds } = await here.conference('LISTS');
		const people = await here.database.read.person.count();
		await here.name(delegationIds[3]!, 'Đinh Thị Mận', { birthYear: '1981' });
		const asked = request(conferenceId, ['\tĐinh Thị Mận\t1981\tPhường Giếng Ngọc\tGiám đốc\t\t\t\t']);
		expect((await plan(asked)).plan.rows.map(({ fate }) => fate)).toEqual(['changed']);
		await apply(asked);
		expect(await here.database.read.person.count()).toBe(people + 1);
		expect(
			await here.refusal(nameDelegate, { delegationId: delegationIds[3], fullName: 'Đinh Thị Mận' })
		).toBe('delegate_named');
	});
});
