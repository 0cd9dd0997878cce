import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROGRAMME_NAMESPACE, type ProgrammeAnswer } from '#lib/live/programme-protocol.ts';
import { setConferenceStatus } from '#lib/server/conference/edit-conference.ts';
import { releaseProgramme, revertProgramme } from '#lib/server/conference/programme/release-programme.ts';
import { publicProgramme, programmeDesk } from '#lib/server/conference/programme/programme-query.ts';
import {
	endProgrammeItem,
	startProgrammeItem,
	undoProgrammeRun
} from '#lib/server/conference/programme/run-item.ts';
import { removeProgrammeItem, saveProgrammeItem } from '#lib/server/conference/programme/save-item.ts';
import { shiftProgrammeItems } from '#lib/server/conference/programme/shift-items.ts';
import { shownProgramme } from '#lib/server/conference/programme/shown-programme.ts';
import { liveServer, type LiveServer } from '../../support/live-server.ts';
import { person } from '../contest/city.ts';
import { conferenceCity, type ConferenceCity } from '../conference/house.ts';

let here: ConferenceCity;
beforeAll(async () => {
	here = await conferenceCity();
});
afterAll(() => here.remove());

const DAY = '2099-01-02';

/** A conference with its hall, and a way to write its draft. */
async function programme(code: string) {
	const { conferenceId, delegationIds } = await here.conference(code);
	const { read } = here.database;
	const hall = await read.conferenceHall.findFirstOrThrow({ where: { conferenceId } });
	const fields = (title: string, time: string, minutes: number, more: object = {}) => ({
		...{ conferenceId, hallId: hall.id, kind: 'discussion', day: DAY, title, time, minutes },
		...more
	});
	const add = async (title: string, time: string, minutes: number, more: object = {}) =>
		(await here.done(saveProgrammeItem, fields(title, time, minutes, more))).itemId;
	const release = (seen: number, note?: string) => here.done(releaseProgramme, { conferenceId, seen, note });
	const conference = () => read.conference.findUniqueOrThrow({ where: { id: conferenceId } });
	const draft = async () => (await programmeDesk(read, await conference())).items;
	const seen = () => publicProgramme(read, conferenceId);
	return { conferenceId, delegationIds, hallId: hall.id, fields, add, release, draft, seen, conference };
}

describe('the programme of a conference', () => {
	it('is seen by nobody before it is released, and a draft by nobody ever', async () => {
		const { conferenceId, add, release, seen, fields } = await programme('P-RELEASE');
		const opening = await add('Khai mạc', '08:00', 15, { noteMc: 'Lời dẫn riêng', owner: 'MC' });
		expect(await seen()).toBeNull();
		expect(await release(0)).toEqual({ number: 1 });
		await add('Báo cáo bí mật', '08:15', 30);
		const edited = { ...fields('Khai mạc trọng thể', '08:05', 15), itemId: opening, version: 0 };
		await here.done(saveProgrammeItem, edited);
		const first = await seen();
		expect(first).toMatchObject({ number: 1, versions: [], items: [{ title: 'Khai mạc', owner: 'MC' }] });
		expect(JSON.stringify(first)).not.toContain('Báo cáo bí mật');
		expect(JSON.stringify(first)).not.toContain('Lời dẫn riêng');
		await release(1, 'Thêm báo cáo');
		const second = await seen();
		expect(second).toMatchObject({ number: 2, note: 'Thêm báo cáo' });
		expect(Object.entries(second!.versions[0]!.difference).map(([kind, all]) => [kind, all.length])).toEqual([
			['added', 1],
			['removed', 0],
			['moved', 0],
			['retimed', 1],
			['renamed', 1],
			['handedOver', 1],
			['respoken', 0]
		]);
		const { read } = here.database;
		const audit = await read.auditEntry.findFirstOrThrow({
			where: { conferenceId, action: 'programme.release' },
			orderBy: { seq: 'desc' }
		});
		expect(JSON.parse(audit.after!)).toMatchObject({ number: 2, added: 1, retimed: 1 });
		expect(audit.reason).toBe('Thêm báo cáo');
	});

	it('is released once where two release at a time, and not where nothing changed or nothing is there', async () => {
		const { conferenceId, add, release } = await programme('P-ONCE');
		expect(await here.refusal(releaseProgramme, { conferenceId, seen: 0 })).toBe('programme_empty');
		await add('Khai mạc', '08:00', 15);
		await release(0);
		expect(await here.refusal(releaseProgramme, { conferenceId, seen: 0 })).toBe('stale');
		expect(await here.refusal(releaseProgramme, { conferenceId, seen: 1 })).toBe('programme_unchanged');
	});

	it('goes back to what was released', async () => {
		const { conferenceId, add, release, draft, fields } = await programme('P-BACK');
		expect(await here.refusal(revertProgramme, { conferenceId, seen: 0 })).toBe('programme_never_released');
		const kept = await add('Khai mạc', '08:00', 15, { noteMc: 'Mời đứng chào cờ' });
		const gone = await add('Giải lao', '09:00', 20);
		await release(0);
		const typed = { itemId: kept, version: 0, noteMc: 'Lời mới' };
		await here.done(saveProgrammeItem, { ...fields('Đổi tên', '10:00', 5), ...typed });
		await here.done(removeProgrammeItem, { conferenceId, itemId: gone, version: 0 });
		await add('Thừa', '11:00', 5);
		await here.done(revertProgramme, { conferenceId, seen: 1 });
		const items = (await draft()).map(({ title, time, minutes, noteMc }) => [title, time, minutes, noteMc]);
		expect(items).toEqual([
			['Khai mạc', '08:00', 15, 'Lời mới'],
			['Giải lao', '09:00', 20, null]
		]);
	});

	it('moves a point with those after it in its hall, and never over midnight', async () => {
		const { conferenceId, add, draft } = await programme('P-SHIFT');
		await add('Khai mạc', '08:00', 15);
		const itemId = await add('Báo cáo', '08:15', 30);
		await add('Bế mạc', '11:30', 15);
		const asked = { conferenceId, itemId, version: 0, minutes: '10', direction: 'later' };
		expect(await here.done(shiftProgrammeItems, asked)).toEqual({ moved: 2 });
		expect((await draft()).map(({ time }) => time)).toEqual(['08:00', '08:25', '11:40']);
		expect(await here.refusal(shiftProgrammeItems, asked)).toBe('stale');
		const far = { ...asked, version: 1, minutes: 720 };
		expect(await here.refusal(shiftProgrammeItems, { ...far, minutes: 720 })).toBe('done');
		expect(await here.refusal(shiftProgrammeItems, { ...far, version: 2 })).toBe('programme_over_midnight');
	});

	it('refuses what does not fit, field by field, and what belongs to another conference', async () => {
		const { conferenceId, add, fields } = await programme('P-REFUSE');
		const other = await programme('P-OTHER');
		const itemId = await add('Khai mạc', '08:00', 15);
		const wrong = fields('x'.repeat(301), '25:00', 0, { day: '2099-02-30', kind: 'party' });
		expect(await here.problems(saveProgrammeItem, wrong)).toEqual([
			'kind: field_required',
			'title: field_too_long',
			'day: conference_day_required',
			'time: programme_time_required',
			'minutes: field_invalid'
		]);
		expect(
			await here.problems(saveProgrammeItem, fields('Khai mạc', '08:00', 15, { day: '2099-01-03' }))
		).toEqual(['day: programme_other_day']);
		expect(
			await here.problems(saveProgrammeItem, fields('Khai mạc', '08:00', 15, { hallId: other.hallId }))
		).toEqual(['hallId: not_found']);
		const foreign = { itemId, version: 0 };
		expect([
			await here.refusal(saveProgrammeItem, { ...other.fields('Lạ', '08:00', 5), ...foreign }),
			await here.refusal(removeProgrammeItem, { conferenceId: other.conferenceId, ...foreign }),
			await here.refusal(saveProgrammeItem, fields('Lạ', '08:00', 5), person('viewer')),
			await here.refusal(releaseProgramme, { conferenceId, seen: 0 }, person('jury-chair'))
		]).toEqual(['not_found', 'not_found', 'forbidden', 'forbidden']);
	});
});

describe('the course of a programme', () => {
	/** Two points of one hall, released, in a conference that runs. */
	async function running(code: string) {
		const made = await programme(code);
		const first = await made.add('Khai mạc', '08:00', 15);
		const second = await made.add('Báo cáo', '08:15', 30);
		await made.release(0);
		const { conferenceId } = made;
		await here.done(setConferenceStatus, { conferenceId, status: 'running' });
		const course = async () =>
			((await made.seen())?.items ?? []).map(({ actualStart, actualEnd }) =>
				actualStart === null ? 'planned' : actualEnd === null ? 'now' : 'done'
			);
		const start = (itemId: string, on: string | null = null) =>
			here.refusal(startProgrammeItem, { conferenceId, itemId, running: on });
		const undo = (itemId: string) =>
			here.refusal(undoProgrammeRun, { conferenceId, itemId, reason: 'Bấm nhầm mục' });
		return { ...made, first, second, course, start, undo };
	}

	it('has one point at a time in a hall; the next one ends the one before it', async () => {
		const { conferenceId, first, second, course, start } = await running('C-ONE');
		expect(await start(first)).toBe('done');
		expect(await course()).toEqual(['now', 'planned']);
		// The page did not know that the first one runs.
		expect(await start(second)).toBe('stale');
		expect(await start(second, first)).toBe('done');
		expect(await course()).toEqual(['done', 'now']);
		expect(await start(first, second)).toBe('programme_began_already');
		expect(await here.refusal(endProgrammeItem, { conferenceId, itemId: first })).toBe(
			'programme_not_running'
		);
		await here.done(endProgrammeItem, { conferenceId, itemId: second });
		expect(await course()).toEqual(['done', 'done']);
	});

	it('lets one of two win who begin different points in one moment', async () => {
		const { first, second, start } = await running('C-RACE');
		const answers = await Promise.all([start(first), start(second)]);
		expect(answers.toSorted()).toEqual(['done', 'stale']);
	});

	it('undoes a start with what it ended, and an end, each with its reason', async () => {
		const { conferenceId, first, second, course, start, undo } = await running('C-UNDO');
		expect(await undo(first)).toBe('programme_never_began');
		await start(first);
		await start(second, first);
		expect(await undo(first)).toBe('programme_hall_busy');
		expect(await undo(second)).toBe('done');
		expect(await course()).toEqual(['now', 'planned']);
		await here.done(endProgrammeItem, { conferenceId, itemId: first });
		expect(await undo(first)).toBe('done');
		expect(await course()).toEqual(['now', 'planned']);
		const { read } = here.database;
		const undone = await read.programmeRun.findMany({ where: { conferenceId, undoneAt: { not: null } } });
		expect(undone.map(({ itemId, undoReason }) => [itemId, undoReason])).toEqual([[second, 'Bấm nhầm mục']]);
	});

	it('runs only what was released, in a conference that runs, by who may', async () => {
		const { conferenceId, first, add, start } = await running('C-REFUSE');
		const other = await running('C-OTHER');
		const draft = await add('Chưa công bố', '10:00', 5);
		expect(await start(draft)).toBe('programme_not_released');
		expect(await start(other.first)).toBe('not_found');
		const asked = { conferenceId, itemId: first, running: null };
		expect(await here.refusal(startProgrammeItem, asked, person('viewer'))).toBe('forbidden');
		await here.done(setConferenceStatus, { conferenceId, status: 'finished' });
		expect(await start(first)).toBe('programme_conference_not_running');
	});

	it('is shown with a sign that a change of the draft does not move, and a press does', async () => {
		const { conferenceId, first, add, start } = await running('C-SIGN');
		const sign = async () => (await shownProgramme(here.database.read, conferenceId))!.sign;
		const before = await sign();
		await add('Bí mật', '10:00', 5);
		expect(await sign()).toBe(before);
		await start(first);
		expect(await sign()).not.toBe(before);
		await here.done(setConferenceStatus, { conferenceId, status: 'draft' });
		expect(await shownProgramme(here.database.read, conferenceId)).toBeNull();
	});
});

describe('whoever follows a programme', () => {
	let server: LiveServer;
	// All channels are loaded here: on a machine with much else to do that takes its time.
	beforeAll(async () => {
		server = await liveServer(here.database);
	}, 240_000);
	afterAll(() => server?.close());

	it('hears of presses and releases, and never that a draft is written', async () => {
		const { conferenceId, add, release } = await programme('F-LINE');
		const socket = io(`${server.url}${PROGRAMME_NAMESPACE}`, { path: '/live', transports: ['websocket'] });
		const look = (sign?: string) =>
			socket.emitWithAck('look', {
				conferenceId,
				...(sign ? { sign } : {})
			}) as Promise<ProgrammeAnswer | null>;
		try {
			const first = await add('Khai mạc', '08:00', 15, { noteMc: 'Lời dẫn riêng' });
			expect(await look()).toBeNull();
			await release(0);
			await here.done(setConferenceStatus, { conferenceId, status: 'running' });
			const news = () => new Promise<void>((resolve) => socket.once('changed', () => resolve()));
			let before = await look();
			while (before === null) before = await look();
			expect(JSON.stringify(before)).not.toContain('Lời dẫn riêng');
			expect(await look(before.sign)).toMatchObject({ sign: before.sign, programme: null });
			let heard = 0;
			socket.on('changed', () => (heard += 1));
			await add('Bí mật', '09:00', 5);
			expect((await look())!.programme!.items.map(({ title }) => title)).toEqual(['Khai mạc']);
			expect(heard).toBe(0);
			const pressed = news();
			await here.done(startProgrammeItem, { conferenceId, itemId: first, running: null });
			await pressed;
			const after = await look(before.sign);
			expect(after!.programme!.items[0]!.actualStart).not.toBeNull();
			expect(await socket.emitWithAck('look', { conferenceId: 'x' })).toBeNull();
		} finally {
			socket.close();
		}
	});
});
