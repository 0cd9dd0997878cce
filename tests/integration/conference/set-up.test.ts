import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { verifyAuditChain } from '#lib/server/audit/verify-chain.ts';
import { createConference } from '#lib/server/conference/create-conference.ts';
import { conferenceSetUp, publicConference } from '#lib/server/conference/conference-query.ts';
import { editConference, setConferenceStatus } from '#lib/server/conference/edit-conference.ts';
import { saveCategory } from '#lib/server/conference/save-category.ts';
import { removeCheckpoint, saveCheckpoint } from '#lib/server/conference/save-checkpoint.ts';
import { removeGate, saveGate } from '#lib/server/conference/save-gate.ts';
import { saveHall, saveZone } from '#lib/server/conference/save-hall.ts';
import { city, organizer, person, type City } from '../contest/city.ts';

let here: City;
beforeAll(async () => {
	here = await city();
});
afterAll(() => here.remove());

const fields = (code: string) => ({
	code,
	titleVi: `Hội nghị ${code}`,
	kind: 'final-review',
	hostUnitId: here.cityId,
	startsOn: '2026-12-10',
	endsOn: '2026-12-10'
});
const made = (code: string) => here.done(createConference, fields(code));
const setUp = (conferenceId: string) => conferenceSetUp(here.database.read, conferenceId);

describe('a conference', () => {
	it('begins as a draft with a hall, categories, an entry and two gates that read for it', async () => {
		const { conferenceId, code } = await made('hn-tk-2026');
		const { halls, categories, checkpoints, gates } = await setUp(conferenceId);
		expect(code).toBe('HN-TK-2026');
		expect({
			halls: halls.map(({ name }) => name),
			categories: categories.map(({ name, code: number, isCounted }) => [number, name, isCounted]),
			entry: checkpoints.map(({ name, policy, isEntry }) => [name, policy, isEntry]),
			gates: gates.map(({ name, checkpointIds }) => [name, checkpointIds])
		}).toEqual({
			halls: ['Hội trường'],
			categories: [
				[1, 'Đại biểu', true],
				[2, 'Khách mời', false],
				[3, 'Báo chí', false],
				[4, 'Ban Tổ chức', false]
			],
			entry: [['Vào hội trường', 'once', true]],
			gates: [
				['Cửa 1', [checkpoints[0]!.id]],
				['Cửa 2', [checkpoints[0]!.id]]
			]
		});
		expect(await publicConference(here.database.read, code)).toBeNull();
	});

	it('of two days lets a badge in once a day', async () => {
		const { conferenceId } = await here.done(createConference, {
			...fields('TWO-DAYS'),
			endsOn: '2026-12-11'
		});
		expect((await setUp(conferenceId)).checkpoints.map(({ policy }) => policy)).toEqual(['once_per_day']);
	});

	it('has a tag of its own, which no other conference has', async () => {
		const ids = [await made('TAG-A'), await made('TAG-B')].map(({ conferenceId }) => conferenceId);
		const tags = await here.database.read.conference.findMany({
			where: { id: { in: ids } },
			select: { tag: true }
		});
		expect(new Set(tags.map(({ tag }) => tag)).size).toBe(2);
		for (const { tag } of tags) expect(tag).toMatch(/^[0-9a-f]{8}$/);
	});

	it('tells every wrong field at once, and takes no code that another one has', async () => {
		const outcome = await here.ask(createConference, {
			...fields('HỘI NGHỊ!'),
			kind: 'party',
			startsOn: '2026-02-30',
			quorumPercent: '140'
		});
		expect(
			outcome.ok ? {} : Object.fromEntries(outcome.refusal.fields.map((at) => [at.field, at.code]))
		).toEqual({
			code: 'contest_code_grammar',
			kind: 'field_required',
			startsOn: 'conference_day_required',
			quorumPercent: 'field_invalid'
		});
		await made('TWICE');
		expect(await here.refusal(createConference, fields('twice'))).toBe('conference_code_taken');
	});

	it('neither ends before it starts nor lasts for a year', async () => {
		const ends = async (endsOn: string) => {
			const outcome = await here.ask(createConference, { ...fields('LONG'), endsOn });
			return outcome.ok ? 'done' : outcome.refusal.fields.map(({ code }) => code);
		};
		expect([await ends('2026-12-09'), await ends('2027-12-10')]).toEqual([
			['contest_ends_before_start'],
			['conference_too_long']
		]);
	});

	it('is public once it was announced, and what changed is in the audit log with before and after', async () => {
		const { conferenceId, code } = await made('OPEN');
		await here.done(setConferenceStatus, { conferenceId, status: 'announced' });
		await here.done(editConference, {
			...fields('-'),
			conferenceId,
			titleVi: 'Hội nghị tổng kết năm 2026',
			venue: 'Cung Văn hóa'
		});
		expect(await publicConference(here.database.read, code)).toMatchObject({
			titleVi: 'Hội nghị tổng kết năm 2026',
			status: 'announced'
		});
		const entry = await here.database.read.auditEntry.findFirstOrThrow({
			where: { conferenceId, action: 'conference.edit' },
			orderBy: { seq: 'desc' }
		});
		expect(JSON.parse(entry.before!)).toMatchObject({ titleVi: 'Hội nghị OPEN', venue: null });
		expect(JSON.parse(entry.after!)).toMatchObject({ venue: 'Cung Văn hóa' });
		expect(await verifyAuditChain(here.database.read)).toMatchObject({ whole: true });
	});

	it('is changed by its own organizers and by none of another conference or contest', async () => {
		const { conferenceId } = await made('OWN');
		const { conferenceId: other } = await made('OTHER');
		const { contestId } = await here.contest('BESIDE');
		const holding = (grant: object): Actor => ({
			...(person('organizer') as Extract<Actor, { kind: 'account' }>),
			grants: [{ role: 'organizer', unitId: null, contestId: null, conferenceId: null, ...grant }]
		});
		const ask = (actor: Actor) =>
			here.refusal(setConferenceStatus, { conferenceId, status: 'announced' }, actor);
		expect([
			await ask(holding({ conferenceId: other })),
			await ask(holding({ contestId })),
			await ask(holding({ unitId: here.wards[0] })),
			await ask(person('secretary')),
			await ask(holding({ conferenceId })),
			await ask(holding({ unitId: here.cityId }))
		]).toEqual(['forbidden', 'forbidden', 'forbidden', 'forbidden', 'done', 'done']);
	});

	it('holds the final of a contest that its organizer may see, and of no other', async () => {
		const { contestId } = await here.contest('FINAL');
		const blind: Actor = {
			...(organizer as Extract<Actor, { kind: 'account' }>),
			grants: [{ role: 'organizer', unitId: here.wards[0]!, contestId: null, conferenceId: null }]
		};
		const wanted = { ...fields('DAY'), hostUnitId: here.wards[0], kind: 'contest-day', contestId };
		expect([
			await here.refusal(createConference, wanted, blind),
			await here.refusal(createConference, wanted)
		]).toEqual(['forbidden', 'done']);
	});
});

describe('halls, zones, categories, checkpoints and gates', () => {
	it('are added and renamed, and gates are told of a new revision', async () => {
		const { conferenceId } = await made('ADD');
		const rev = async () =>
			(await here.database.read.conference.findUniqueOrThrow({ where: { id: conferenceId } })).rosterRev;
		const before = await rev();
		const { zoneId } = await here.done(saveZone, { conferenceId, name: 'Nhà ăn' });
		const { hallId } = await here.done(saveHall, { conferenceId, name: 'Phòng 2', capacity: '120' });
		const { checkpointId } = await here.done(saveCheckpoint, {
			conferenceId,
			name: 'Bữa trưa',
			policy: 'count',
			times: '1',
			hallId,
			zoneId,
			opensAt: '2026-12-10T11:00',
			closesAt: '2026-12-10T13:00'
		});
		await here.done(saveGate, { conferenceId, name: 'Cửa nhà ăn', checkpointIds: [checkpointId] });
		const { checkpoints, gates } = await setUp(conferenceId);
		expect(checkpoints.find(({ id }) => id === checkpointId)).toMatchObject({
			times: 1,
			opensAt: new Date('2026-12-10T04:00:00Z')
		});
		expect(gates.map(({ name }) => name)).toEqual(['Cửa 1', 'Cửa 2', 'Cửa nhà ăn']);
		expect(await rev()).toBeGreaterThan(before);
	});

	it('refuse what makes no sense, naming the field', async () => {
		const { conferenceId } = await made('SENSE');
		const { conferenceId: other } = await made('SENSE-2');
		const foreign = (await setUp(other)).checkpoints[0]!.id;
		const of = async (command: never, input: object) => {
			const outcome = await here.ask(command, { conferenceId, ...input });
			return outcome.ok ? 'done' : outcome.refusal.fields.map(({ field, code }) => `${field}: ${code}`);
		};
		const checkpoint = { name: 'X', policy: 'once' };
		expect([
			await of(saveCheckpoint as never, { ...checkpoint, policy: 'count' }),
			await of(saveCheckpoint as never, {
				...checkpoint,
				opensAt: '2026-12-10T11:00',
				closesAt: '2026-12-10T10:00'
			}),
			await of(saveGate as never, { name: 'Y', checkpointIds: [] }),
			await of(saveGate as never, { name: 'Y', checkpointIds: [foreign] }),
			await of(saveGate as never, { name: 'Cửa 1', checkpointIds: [foreign] }),
			await of(saveCategory as never, { name: 'Đại biểu', ribbon: 'red' }),
			await of(saveCategory as never, { name: 'Lạ', ribbon: 'red', zones: ['9'] })
		]).toEqual([
			['times: conference_times_required'],
			['closesAt: conference_closes_first'],
			['checkpointIds: conference_gate_checkpoints'],
			['checkpointIds: not_found'],
			['name: conference_name_taken'],
			['name: conference_name_taken'],
			['zones: not_found']
		]);
	});

	it('are taken away with a reason, once', async () => {
		const { conferenceId } = await made('AWAY');
		const { checkpoints, gates } = await setUp(conferenceId);
		const reason = 'Sảnh sau đang sửa';
		await here.done(removeGate, { conferenceId, gateId: gates[1]!.id, reason });
		await here.done(removeCheckpoint, { conferenceId, checkpointId: checkpoints[0]!.id, reason });
		await here.done(removeGate, { conferenceId, gateId: gates[1]!.id, reason });
		const left = await setUp(conferenceId);
		expect([left.gates.map(({ name }) => name), left.checkpoints]).toEqual([['Cửa 1'], []]);
		const logged = await here.database.read.auditEntry.findMany({ where: { conferenceId, reason } });
		expect(logged.map(({ subjectKind }) => subjectKind)).toEqual(['gate', 'checkpoint']);
	});

	it('number a category’s badges once and for all, at most fifteen of them', async () => {
		const { conferenceId } = await made('FULL');
		for (let number = 5; number <= 15; number++) {
			await here.done(saveCategory, { conferenceId, name: `Diện ${number}`, ribbon: 'grey' });
		}
		expect(await here.refusal(saveCategory, { conferenceId, name: 'Nữa', ribbon: 'grey' })).toBe(
			'conference_categories_full'
		);
		expect((await setUp(conferenceId)).categories.map(({ code }) => code)).toEqual(
			Array.from({ length: 15 }, (_, index) => index + 1)
		);
	});
});
