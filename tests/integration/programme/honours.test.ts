import { ANONYMOUS } from '#lib/domain/access/actor.ts';
import { cameIn, whereaboutsOf } from '#lib/server/conference/came-in.ts';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setConferenceStatus } from '#lib/server/conference/edit-conference.ts';
import { honourees, honoursOnDesk } from '#lib/server/conference/honours/honouree-query.ts';
import { addHonourees, editHonouree, removeHonouree } from '#lib/server/conference/honours/save-honouree.ts';
import { catchUpDesk } from '#lib/server/conference/programme/catch-up-query.ts';
import { programmeMinutes } from '#lib/server/conference/programme/minutes-export.ts';
import { programmePaper } from '#lib/server/conference/programme/programme-paper.ts';
import { publicProgramme, releasedProgramme } from '#lib/server/conference/programme/programme-query.ts';
import { releaseProgramme } from '#lib/server/conference/programme/release-programme.ts';
import { replanProgramme } from '#lib/server/conference/programme/replan-programme.ts';
import { claimMc } from '#lib/server/conference/mc/claim-mc.ts';
import { inviteMc, revokeMc } from '#lib/server/conference/mc/invite-mc.ts';
import { mcActor, mcDevices } from '#lib/server/conference/mc/mc-session.ts';
import { startProgrammeItem, undoProgrammeRun } from '#lib/server/conference/programme/run-item.ts';
import { removeProgrammeItem, saveProgrammeItem } from '#lib/server/conference/programme/save-item.ts';
import type { ProgrammeInput } from '#lib/server/documents/programme/programme-input.ts';
import { renderPapers } from '#lib/server/documents/render-papers.ts';
import { execute } from '#lib/server/command/execute.ts';
import { askSpeech } from '#lib/server/conference/speeches/ask-speech.ts';
import { placeSpeech } from '#lib/server/conference/speeches/move-speech.ts';
import { letIn } from '../../support/came-in.ts';
import { organizer, person } from '../contest/city.ts';
import { conferenceCity, type ConferenceCity } from '../conference/house.ts';

let here: ConferenceCity;
beforeAll(async () => {
	here = await conferenceCity();
});
afterAll(() => here.remove());

const DAY = '2099-01-02';

async function hallOf(code: string) {
	const { conferenceId, delegationIds } = await here.conference(code);
	const { read } = here.database;
	const hall = await read.conferenceHall.findFirstOrThrow({ where: { conferenceId } });
	const add = async (kind: string, title: string, time: string, minutes: number) => {
		const fields = { conferenceId, hallId: hall.id, day: DAY, kind, title, time, minutes };
		return (await here.done(saveProgrammeItem, fields)).itemId;
	};
	return { conferenceId, delegationIds, hallId: hall.id, add };
}

describe('those to be honoured', () => {
	it('are linked by a name that only one has, and are here, received by somebody, absent or unknown', async () => {
		const { conferenceId, delegationIds, add } = await hallOf('H-LIST');
		const [own, other] = delegationIds as [string, string];
		const itemId = await add('honouring', 'Khen thưởng', '09:00', 30);
		const an = await here.name(own, 'Nguyễn Văn An');
		const binh = await here.name(own, 'Trần Thị Bình');
		await here.name(own, 'Lê Văn Cường');
		await here.name(other, 'Lê Văn Cường', { birthYear: '1970' });
		const list = { conferenceId, itemId, award: 'Bằng khen', stageGroup: 1 };
		const lines =
			'Nguyễn Văn An | Chủ tịch\nTrần Thị Bình\n\nLê Văn Cường\tBí thư\tPhường Cầu Đá\nNgười Ngoài';
		expect(await here.done(addHonourees, { ...list, kind: 'person', lines })).toEqual({ added: 4 });
		await here.done(addHonourees, { ...list, kind: 'unit', stageGroup: 2, lines: 'phường bến lau' });
		await letIn(here.database, conferenceId, [(await here.delegate(an)).personId]);
		const { read } = here.database;
		const shown = async () =>
			(await honourees(read, conferenceId)).map((each) => [each.name, each.standing, each.onStage.join()]);
		expect(await shown()).toEqual([
			['Nguyễn Văn An', 'here', ''],
			['Trần Thị Bình', 'absent', ''],
			['Lê Văn Cường', 'unknown', ''],
			['Người Ngoài', 'unknown', ''],
			['phường bến lau', 'here', 'Nguyễn Văn An']
		]);
		const all = await honourees(read, conferenceId);
		expect(all[2]).toMatchObject({ office: 'Bí thư, Phường Cầu Đá', delegateId: null });
		const absent = all[1]!;
		const fields = {
			...{ conferenceId, honoureeId: absent.id, version: absent.version },
			...{ name: absent.name, award: absent.award, stageGroup: 1, delegateId: binh }
		};
		await here.done(editHonouree, { ...fields, receiverId: an });
		expect((await shown())[1]).toEqual(['Trần Thị Bình', 'received', 'Nguyễn Văn An']);
		expect(await here.refusal(editHonouree, { ...fields, receiverId: an })).toBe('stale');
		// Whom no gate saw, but the roll-call by hand, is here all the same.
		await here.database.transaction((tx) =>
			tx.delegate.update({ where: { id: binh }, data: { status: 'present' } })
		);
		await here.done(editHonouree, { ...fields, version: absent.version + 1 });
		expect((await shown())[1]).toEqual(['Trần Thị Bình', 'here', '']);
		// Whoever has left is not called on stage, and has come all the same.
		await here.database.transaction((tx) =>
			tx.delegate.update({ where: { id: binh }, data: { status: 'left' } })
		);
		expect((await shown())[1]).toEqual(['Trần Thị Bình', 'left', '']);
		expect((await cameIn(read, conferenceId)).has((await here.delegate(binh)).personId)).toBe(true);
		// Who receives an honour is a surprise: no page for everybody knows.
		expect(JSON.stringify(await publicProgramme(read, conferenceId))).not.toContain('Nguyễn Văn An');
	});

	it('came yesterday and are not here today, unless people show themselves once for all days', async () => {
		const { conferenceId, delegationIds } = await hallOf('H-DAYS');
		const { personId } = await here.delegate(await here.name(delegationIds[0]!, 'Nguyễn Văn An'));
		await letIn(here.database, conferenceId, [personId]);
		const { read } = here.database;
		const tomorrow = new Date(Date.now() + 24 * 3600_000);
		const setPolicy = (policy: string) =>
			here.database.transaction((tx) =>
				tx.checkpoint.updateMany({ where: { conferenceId, isEntry: true }, data: { policy } })
			);
		const is = async (at: Date) => (await whereaboutsOf(read, conferenceId, at)).get(personId);
		await setPolicy('inout');
		expect([await is(new Date()), await is(tomorrow)]).toEqual(['here', 'absent']);
		await setPolicy('once');
		expect([await is(new Date()), await is(tomorrow)]).toEqual(['here', 'here']);
		expect((await cameIn(read, conferenceId)).has(personId)).toBe(true);
	});

	it('stand at points for honours only, and outlive the one that is taken out', async () => {
		const { conferenceId, add } = await hallOf('H-LOOSE');
		const [first, second, other] = [
			await add('honouring', 'Khen thưởng 1', '09:00', 30),
			await add('honouring', 'Khen thưởng 2', '10:00', 30),
			await add('report', 'Báo cáo', '11:00', 30)
		] as [string, string, string];
		const list = { conferenceId, kind: 'person', award: 'Giấy khen', stageGroup: 1, lines: 'An' };
		expect(await here.problems(addHonourees, { ...list, itemId: other })).toEqual([
			'itemId: honouree_other_item'
		]);
		await here.done(addHonourees, { ...list, itemId: first });
		await here.done(removeProgrammeItem, { conferenceId, itemId: first, version: 0 });
		const desk = async () => {
			const { loose, items } = await honoursOnDesk(here.database.read, conferenceId);
			return [loose.map(({ name }) => name), items.map(({ title, honourees: all }) => [title, all.length])];
		};
		expect(await desk()).toEqual([['An'], [['Khen thưởng 2', 0]]]);
		const [an] = await honourees(here.database.read, conferenceId);
		const edit = { conferenceId, honoureeId: an!.id, version: 0, name: 'An', award: 'x', stageGroup: 1 };
		expect([
			await here.refusal(editHonouree, { ...edit, itemId: other }),
			await here.refusal(editHonouree, { ...edit, itemId: second })
		]).toEqual(['honouree_other_item', 'done']);
		expect(await desk()).toEqual([[], [['Khen thưởng 2', 1]]]);
	});

	it('belong to their conference, and are listed by who may', async () => {
		const { conferenceId, add } = await hallOf('H-REFUSE');
		const other = await hallOf('H-OTHER');
		const itemId = await add('honouring', 'Khen thưởng', '09:00', 30);
		const list = { conferenceId, itemId, kind: 'person', award: 'Giấy khen', stageGroup: 1, lines: 'An' };
		await here.done(addHonourees, list);
		const [honouree] = await honourees(here.database.read, conferenceId);
		const named = { conferenceId: other.conferenceId, honoureeId: honouree!.id, version: 0 };
		const stranger = await here.name(other.delegationIds[0]!, 'Hoàng Thị Lan');
		expect([
			await here.refusal(addHonourees, { ...list, conferenceId: other.conferenceId }),
			await here.refusal(removeHonouree, named),
			await here.refusal(addHonourees, list, person('viewer'))
		]).toEqual(['not_found', 'not_found', 'forbidden']);
		const wrong = { ...list, lines: 'x'.repeat(201), stageGroup: 0, award: '' };
		expect(await here.problems(addHonourees, wrong)).toEqual([
			'award: field_required',
			'stageGroup: field_invalid'
		]);
		expect(await here.problems(addHonourees, { ...list, lines: 'x'.repeat(201) })).toEqual([
			'lines: honouree_line_too_long'
		]);
		const edit = {
			conferenceId,
			honoureeId: honouree!.id,
			version: 0,
			name: 'An',
			award: 'x',
			stageGroup: 1
		};
		expect(await here.problems(editHonouree, { ...edit, delegateId: stranger })).toEqual([
			'delegateId: not_found'
		]);
		await here.done(removeHonouree, { conferenceId, honoureeId: honouree!.id, version: 0 });
		expect(await honourees(here.database.read, conferenceId)).toEqual([]);
	});
});

describe('a hall that is late', () => {
	it('catches up by what a person chose, as the next version', async () => {
		const { conferenceId, delegationIds, hallId, add } = await hallOf('R-LATE');
		const opening = await add('opening', 'Khai mạc', '08:00', 10);
		const itemId = await add('speeches', 'Tham luận', '08:10', 20);
		const pause = await add('break', 'Giải lao', '08:30', 20);
		await add('closing', 'Bế mạc', '08:50', 10);
		const [first, second] = await Promise.all(
			delegationIds.slice(0, 2).map(async (delegationId, index) => {
				const fields = { conferenceId, delegationId, topic: `Bài ${index}`, minutes: 10, leastMinutes: 8 };
				return (await here.done(askSpeech, fields)).speechId;
			})
		);
		await here.done(placeSpeech, { speechId: first, version: 0, itemId });
		await here.done(placeSpeech, { speechId: second, version: 0, itemId });
		await here.done(releaseProgramme, { conferenceId, seen: 0 });
		await here.done(setConferenceStatus, { conferenceId, status: 'running' });
		const { read } = here.database;
		const at = (time: string) => new Date(`${DAY}T${time}:00+07:00`);
		const started = await execute(here.database, startProgrammeItem, {
			...{ actor: organizer, at: at('08:13') },
			input: { conferenceId, itemId: opening, running: null }
		});
		expect(started.ok).toBe(true);
		const { items } = (await releasedProgramme(read, conferenceId))!;
		const plan = await catchUpDesk(read, conferenceId, { items, hallId, day: DAY, now: at('08:20') });
		expect(plan.behind).toBe(13);
		// Nobody named who speaks: nobody can say that a speaker is missing.
		expect(plan.choices.map(({ kind }) => kind)).toEqual(['break', 'shorten', 'shorten']);
		const replan = (choices: readonly string[], seen = 1) =>
			execute(here.database, replanProgramme, {
				...{ actor: organizer, at: at('08:20') },
				input: { conferenceId, hallId, day: DAY, seen, choices, note: 'Rút ngắn' }
			});
		const refused = async (choices: readonly string[], seen = 1) => {
			const outcome = await replan(choices, seen);
			return outcome.ok ? 'done' : outcome.refusal.code;
		};
		expect([
			await refused([`break:${pause}:30`]),
			await refused([`shorten:${first}:7`]),
			await refused([`break:${opening}:5`]),
			await refused([`text-only:${pause}`]),
			await refused(['everything']),
			await refused([], 2)
		]).toEqual(['stale', 'stale', 'stale', 'stale', 'invalid', 'stale']);
		expect(await refused([`break:${pause}:10`, `shorten:${second}:8`])).toBe('done');
		const after = (await publicProgramme(read, conferenceId))!;
		expect(after).toMatchObject({ number: 2, note: 'Rút ngắn' });
		const times = after.items.map(({ title, plannedStart, plannedEnd }) => {
			const minutes = (Date.parse(plannedEnd) - Date.parse(plannedStart)) / 60_000;
			return [title, plannedStart, minutes];
		});
		expect(times).toEqual([
			['Khai mạc', at('08:00').toISOString(), 10],
			['Tham luận', at('08:23').toISOString(), 18],
			['Giải lao', at('08:41').toISOString(), 10],
			['Bế mạc', at('08:51').toISOString(), 10]
		]);
		expect(after.items[1]!.speeches.map(({ minutes }) => minutes)).toEqual([10, 8]);
		await add('other', 'Thêm', '10:00', 5);
		expect(await refused([], 2)).toBe('programme_draft_open');
	});

	it('leaves minutes of what was planned and what was', async () => {
		const { conferenceId, delegationIds, add } = await hallOf('R-MINUTES');
		const asked = { locale: 'vi', now: new Date() } as const;
		expect(await programmeMinutes(here.database.read, conferenceId, asked)).toBeNull();
		await add('opening', 'Khai mạc', '08:00', 10);
		const itemId = await add('speeches', 'Tham luận', '08:10', 20);
		const speech = { topic: 'Nhà sạch ngõ đẹp', minutes: 12, leastMinutes: 8 };
		const { speechId } = await here.done(askSpeech, {
			...{ conferenceId, delegationId: delegationIds[0]!, ...speech }
		});
		await here.done(placeSpeech, { speechId, version: 0, itemId });
		await here.done(releaseProgramme, { conferenceId, seen: 0 });
		const file = await programmeMinutes(here.database.read, conferenceId, asked);
		const course = await readSheet(file!, 'Chương trình');
		expect(course.slice(1).map((row) => row[7])).toEqual(['Khai mạc', 'Tham luận']);
		expect((await readSheet(file!, 'Thời gian theo đơn vị'))[1]).toEqual(['Phường Bến Lau', 12, 0]);
	});
});

describe('the MC’s device', () => {
	const invited = async (conferenceId: string, change: object = {}) => {
		const asked = { conferenceId, name: 'MC Thu Hà', ...change };
		const { mcDeviceId, path } = await here.done(inviteMc, asked);
		return { mcDeviceId, token: path!.split('/').at(-1)! };
	};
	const claimed = async (link: string) => {
		const outcome = await execute(here.database, claimMc, { actor: ANONYMOUS, input: { token: link } });
		return outcome.ok ? outcome.value.token! : outcome.refusal.code;
	};
	const device = (token: string) => mcActor(here.database.read, token, new Date());

	it('is taken once with its link, in time, and is none any more when it was revoked', async () => {
		const [{ conferenceId }, other] = [await hallOf('MC-LINK'), await hallOf('MC-OTHER')];
		expect(await here.refusal(inviteMc, { conferenceId, name: 'MC' }, person('viewer'))).toBe('forbidden');
		expect(await here.problems(inviteMc, { conferenceId, name: ' '.repeat(9) })).toEqual([
			'name: field_required'
		]);
		const { mcDeviceId, token: link } = await invited(conferenceId);
		const token = await claimed(link);
		expect(await device(token)).toMatchObject({ kind: 'mc', conferenceId, mayRun: false, name: 'MC Thu Hà' });
		expect(await claimed(link)).toBe('judging_pairing_unknown');
		const late = await invited(conferenceId);
		await here.database.transaction((tx) =>
			tx.mcDevice.update({ where: { id: late.mcDeviceId }, data: { linkUntil: new Date(0) } })
		);
		expect([await claimed(late.token), await claimed('not-a-link-of-ours')]).toEqual([
			'judging_pairing_expired',
			'judging_pairing_unknown'
		]);
		// What was seen once stands nowhere.
		const { read } = here.database;
		const kept = JSON.stringify(
			[await read.auditEntry.findMany(), await read.commandReceipt.findMany()],
			(_, each) => (typeof each === 'bigint' ? String(each) : each)
		);
		expect([kept.includes(link), kept.includes(token)]).toEqual([false, false]);
		const revoke = { conferenceId, mcDeviceId };
		expect(await here.refusal(revokeMc, { ...revoke, conferenceId: other.conferenceId })).toBe('not_found');
		await here.done(revokeMc, revoke);
		expect(await device(token)).toBeNull();
		expect((await mcDevices(read, conferenceId, new Date())).map(({ name }) => name)).toEqual([]);
	});

	it('runs the programme of its conference where the desk lets it, and nothing else', async () => {
		const { conferenceId, hallId, add } = await hallOf('MC-RUN');
		const other = await hallOf('MC-RUN-2');
		const itemId = await add('opening', 'Khai mạc', '08:00', 15);
		await here.done(releaseProgramme, { conferenceId, seen: 0, note: null });
		await here.done(setConferenceStatus, { conferenceId, status: 'running' });
		const [reads, runs] = [await invited(conferenceId), await invited(conferenceId, { mayRun: 'on' })];
		const reader = (await device(await claimed(reads.token)))!;
		const runner = (await device(await claimed(runs.token)))!;
		const start = { conferenceId, itemId, running: null };
		expect([
			await here.refusal(startProgrammeItem, start, reader),
			await here.refusal(startProgrammeItem, { ...start, conferenceId: other.conferenceId }, runner),
			await here.refusal(startProgrammeItem, start, runner)
		]).toEqual(['forbidden', 'forbidden', 'done']);
		const add2 = {
			conferenceId,
			hallId,
			day: DAY,
			kind: 'closing',
			title: 'Bế mạc',
			time: '09:00',
			minutes: 5
		};
		expect(await here.refusal(saveProgrammeItem, add2, runner)).toBe('forbidden');
		const run = await here.database.read.programmeRun.findFirstOrThrow({ where: { conferenceId } });
		expect(run.startedBy).toBe('MC Thu Hà');
		const back = { conferenceId, itemId, reason: 'MC bấm nhầm' };
		expect(await here.refusal(undoProgrammeRun, back, runner)).toBe('done');
	});
});

it('prints the programme that was released, byte for byte, and nothing of the draft', async () => {
	const { conferenceId, add } = await hallOf('PAPER');
	const { read } = here.database;
	expect(await programmePaper(read, conferenceId, 'vi')).toBeNull();
	await add('opening', 'Khai mạc', '08:00', 30);
	await here.done(releaseProgramme, { conferenceId, seen: 0, note: null });
	const job = async () => (await programmePaper(read, conferenceId, 'vi'))!;
	const first = await renderPapers(await job(), async () => true);
	await add('closing', 'Bế mạc', '16:00', 30);
	const { days } = (await job()).papers[0]!.input as ProgrammeInput;
	expect(days).toMatchObject([
		{ day: DAY, items: [{ time: '08:00 – 08:30', title: 'Khai mạc', room: null }] }
	]);
	expect(await renderPapers(await job(), async () => true)).toEqual(first);
	expect(Buffer.from(first!).subarray(0, 5).toString()).toBe('%PDF-');
});
