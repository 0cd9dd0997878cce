import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { newId } from '#lib/live/id.ts';
import { verifyAuditChain } from '#lib/server/audit/verify-chain.ts';
import { execute } from '#lib/server/command/execute.ts';
import { ONE_PIECE, writeList } from '#lib/server/people/import/long-import.ts';
import { planHash, planImport } from '#lib/server/people/import/plan.ts';
import type { ImportRequest } from '#lib/server/people/import/input.ts';
import { ask } from '#lib/server/people/import/planner/ask.ts';
import type { StagedList } from '#lib/server/people/import/planner/list.ts';
import { importOf, SILENT_MS } from '#lib/server/people/import/progress.ts';
import { stage } from '#lib/server/people/import/staging.ts';
import { stopImport } from '#lib/server/people/import/stop-import.ts';
import { undoImport, undoList } from '#lib/server/people/import/undo-import.ts';
import { savePerson } from '#lib/server/people/save-person.ts';
import { cityOfTwo, type City } from '../access/city.ts';

let city: City;
let admin: Actor;
const folder = mkdtempSync(join(tmpdir(), 'kheo-lists-'));
beforeAll(async () => {
	city = await cityOfTwo();
	admin = await (await city.account('admin', [{ role: 'administrator' }])).actor();
});
afterAll(async () => {
	await city.remove();
	rmSync(folder, { recursive: true, force: true });
});

const listOf = (letter: string, count: number): ImportRequest => ({
	kind: 'people',
	contestId: null,
	underUnitId: null,
	fileName: `${letter}.xlsx`,
	headings: 0,
	mapping: ['externalCode', 'fullName', 'unit'],
	table: [
		['Mã cán bộ', 'Họ và tên', 'Đơn vị'],
		...Array.from({ length: count }, (_, line) => [`${letter}${line}`, `Nguyễn Văn ${letter} ${line}`, 'CG'])
	]
});
/** A list as it waits after its upload. */
async function stagedList(request: ImportRequest): Promise<StagedList> {
	const accountId = (admin as { accountId: string }).accountId;
	return { dataFolder: folder, accountId, id: await stage({ dataFolder: folder }, accountId, request) };
}

const consentTo = async (request: ImportRequest) =>
	planHash(await planImport(city.database.read, admin, request, new Date()));

async function write(request: ImportRequest, list: StagedList | ImportRequest = request) {
	const asked = { actor: admin, list, consent: await consentTo(request), key: newId(), requestId: newId() };
	const outcome = await writeList(city.database, asked);
	return outcome.ok ? outcome.value : outcome.refusal.code;
}
const written = (letter: string) =>
	city.database.read.person.count({ where: { externalCode: { startsWith: letter } } });
const heads = () =>
	city.database.read.importBatch.findMany({ where: { partOf: null }, orderBy: { id: 'desc' } });
const progress = async (id: string) => (await importOf(city.database.read, id, null))?.progress ?? null;
const undo = (batchId: string) => undoList(city.database, { actor: admin, batchId, requestId: newId() });

/** Runs `then` once as many lines are written, while the list is being written. */
async function afterLines<T>(id: string, count: number, then: (batchId: string) => Promise<T>): Promise<T> {
	for (;;) {
		const head = await importOf(city.database.read, id, null);
		if (head && head.progress.done >= count) return then(head.id);
		await new Promise((next) => setImmediate(next));
	}
}

/** Turns of the event loop while `work` is under way. */
async function turnsDuring<T>(work: Promise<T>): Promise<{ value: T; turns: number }> {
	let [isOver, turns] = [false, 0];
	void work.catch(() => {}).finally(() => (isOver = true));
	while (!isOver) {
		await new Promise((next) => setTimeout(next));
		turns += 1;
	}
	return { value: await work, turns };
}

describe('a long list of people', () => {
	it('is read and planned beside the event loop, which stays free for everybody else', async () => {
		const list = await stagedList(listOf('Z', 4_000));
		// The thread is there, so that its start is not counted.
		await ask(city.database, 'look', { actor: admin, list: { ...list, id: newId() } });
		const before = performance.eventLoopUtilization();
		const plan = await ask(city.database, 'plan', { actor: admin, list, part: false });
		expect(plan.count).toBe(4_000);
		// Of the time that it took, this thread was busy for next to none.
		expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.25);
		await ask(city.database, 'drop', { id: plan.id });
	}, 120_000);

	it('lets others write between its pieces: many short waits, none for the whole list', async () => {
		const count = ONE_PIECE * 12;
		let isOver = false;
		let others = 0;
		const list = write(listOf('A', count)).finally(() => (isOver = true));
		while (!isOver) {
			await city.database.transaction((tx) => tx.unit.count());
			const now = await written('A');
			if (now > 0 && now < count) others += 1;
			await new Promise((next) => setImmediate(next));
		}
		expect(await list).toEqual({ created: count, changed: 0, planned: count });
		expect(others).toBeGreaterThan(3);
		expect(await verifyAuditChain(city.database.read)).toMatchObject({ whole: true });
	}, 120_000);

	it('is one import in the history, taken back in pieces whose progress is stored, the loop turning between them', async () => {
		const [head] = await heads();
		expect(head).toMatchObject({ created: ONE_PIECE * 12, planned: ONE_PIECE * 12 });
		const seen = new Set<number>();
		const undone = undo(head!.id);
		let isOver = false;
		void undone.finally(() => (isOver = true));
		const watched = (async () => {
			while (!isOver) {
				const now = await progress(head!.id);
				if (now?.state === 'undoing') seen.add(now.done);
				await new Promise((next) => setImmediate(next));
			}
		})();
		const { value, turns } = await turnsDuring(undone);
		await watched;
		expect(value.ok).toBe(true);
		expect(turns).toBeGreaterThanOrEqual(12);
		expect([...seen].length).toBeGreaterThan(3);
		expect([...seen].every((done) => done % ONE_PIECE === 0)).toBe(true);
		expect(await written('A')).toBe(0);
		expect(await progress(head!.id)).toMatchObject({ state: 'undone' });
		expect(await verifyAuditChain(city.database.read)).toMatchObject({ whole: true });
	}, 120_000);

	it('takes nothing back while one line of it is used, and says which', async () => {
		expect(await write(listOf('U', ONE_PIECE * 3))).toMatchObject({ created: ONE_PIECE * 3 });
		const [head] = await heads();
		const person = await city.database.read.person.findFirstOrThrow({ where: { externalCode: 'U300' } });
		const input = { personId: person.id, fullName: 'Nguyễn Văn Đã Sửa', externalCode: 'U300' };
		await execute(city.database, savePerson, { actor: admin, input });
		const outcome = await undo(head!.id);
		expect(outcome.ok ? null : outcome.refusal).toMatchObject({
			code: 'people_undo_blocked',
			params: { count: 1, first: 'Nguyễn Văn U 300' }
		});
		expect(await written('U')).toBe(ONE_PIECE * 3);
		// In one transaction it is not taken back at all.
		const whole = await execute(city.database, undoImport, { actor: admin, input: { batchId: head!.id } });
		expect(whole.ok ? null : whole.refusal.code).toBe('people_undo_pieces');
	}, 120_000);

	it('is stopped from anywhere between two pieces: what is written stays, the rest goes on as the same import', async () => {
		const request = listOf('B', ONE_PIECE * 8);
		const list = await stagedList(request);
		const writing = write(request, list);
		await afterLines(list.id, ONE_PIECE * 2, (batchId) =>
			execute(city.database, stopImport, { actor: admin, input: { batchId } })
		);
		const first = (await writing) as { created: number };
		expect(first).toMatchObject({ changed: 0, planned: ONE_PIECE * 8 });
		expect(first.created).toBeLessThan(ONE_PIECE * 8);
		expect(await written('B')).toBe(first.created);
		expect(await progress(list.id)).toEqual({ state: 'stopped', done: first.created, total: ONE_PIECE * 8 });
		expect(await write(request, list)).toMatchObject({ created: ONE_PIECE * 8 - first.created });
		expect(await progress(list.id)).toEqual({ state: 'written', done: ONE_PIECE * 8, total: ONE_PIECE * 8 });
		const [head] = await heads();
		expect(head).toMatchObject({ listId: list.id, created: ONE_PIECE * 8 });
		expect((await undo(head!.id)).ok).toBe(true);
		expect(await written('B')).toBe(0);
	}, 120_000);

	it('is written once where two windows agree to it at once', async () => {
		const request = listOf('E', ONE_PIECE * 3);
		const list = await stagedList(request);
		const both = await Promise.all([write(request, list), write(request, list)]);
		expect(both).toContainEqual({ created: ONE_PIECE * 3, changed: 0, planned: ONE_PIECE * 3 });
		expect(both.filter((one) => typeof one === 'string')).toHaveLength(1);
		expect(await written('E')).toBe(ONE_PIECE * 3);
	}, 120_000);

	it('goes on where somebody else changed what does not concern it, and stops where it does', async () => {
		const save = (externalCode: string, fullName: string) =>
			execute(city.database, savePerson, { actor: admin, input: { personId: null, fullName, externalCode } });
		const apart = listOf('C', ONE_PIECE * 8);
		const apartList = await stagedList(apart);
		const going = write(apart, apartList);
		await afterLines(apartList.id, ONE_PIECE, () => save('KHAC-1', 'Trần Thị Khác'));
		expect(await going).toMatchObject({ created: ONE_PIECE * 8 });
		const meant = listOf('D', ONE_PIECE * 8);
		const meantList = await stagedList(meant);
		const stopping = write(meant, meantList);
		await afterLines(meantList.id, ONE_PIECE, () => save(`D${ONE_PIECE * 8 - 1}`, 'Nguyễn Thị Trùng Mã'));
		expect(await stopping).toBe('people_import_moved_rest');
		expect(await progress(meantList.id)).toMatchObject({ state: 'stopped', total: ONE_PIECE * 8 });
	}, 120_000);
});

describe('a long list of units', () => {
	it('goes in pieces, parents before their children, and comes out the other way round', async () => {
		const count = ONE_PIECE * 3;
		const line = (index: number) => [
			`XA${index}`,
			`${index % 10 === 0 ? 'Xã' : 'Thôn'} số ${index}`,
			index % 10 === 0 ? 'Xã' : 'Thôn',
			index % 10 === 0 ? 'HN' : `XA${index - (index % 10)}`
		];
		const table = Array.from({ length: count }, (_, index) => line(count - 1 - index));
		const request: ImportRequest = {
			...listOf('V', 0),
			kind: 'units',
			mapping: ['code', 'name', 'level', 'parent'],
			table: [['Mã đơn vị', 'Tên đơn vị', 'Cấp', 'Đơn vị cấp trên'], ...table]
		};
		const planned = await planImport(city.database.read, admin, request, new Date());
		expect(planned.plan.problems.filter(({ severity }) => severity === 'error').slice(0, 3)).toEqual([]);
		const units = () => city.database.read.unit.count({ where: { code: { startsWith: 'XA' } } });
		expect(await write(request)).toMatchObject({ created: count });
		expect(await units()).toBe(count);
		const child = await city.database.read.unit.findFirstOrThrow({
			where: { code: 'XA25' },
			select: { parent: { select: { code: true } } }
		});
		expect(child.parent?.code).toBe('XA20');
		const [head] = await heads();
		expect(await city.database.read.importBatch.count({ where: { partOf: head!.id } })).toBe(2);
		expect(await undo(head!.id)).toMatchObject({ ok: true });
		expect(await units()).toBe(0);
	}, 120_000);
});

describe('a process that dies in the middle of a list', () => {
	it('leaves how many lines are written, in whole pieces, and any other process goes on or takes them back', async () => {
		const request = listOf('Q', ONE_PIECE * 10);
		const list = await stagedList(request);
		const script = resolve(import.meta.dirname, '../../support/import-until-killed.ts');
		const asked = { actor: admin, list, consent: await consentTo(request), key: newId(), requestId: newId() };
		const { url: databaseUrl, provider } = city.database;
		const env = { ...process.env, ASKED: JSON.stringify({ database: { databaseUrl, provider }, asked }) };
		const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'inherit', 'inherit'] });
		const ended = once(child, 'exit');
		await afterLines(list.id, ONE_PIECE * 2, () => Promise.resolve(child.kill('SIGKILL')));
		expect(await ended).toEqual([null, 'SIGKILL']);
		const done = await written('Q');
		expect(done % ONE_PIECE).toBe(0);
		expect(done).toBeLessThan(ONE_PIECE * 10);
		// Until it has been silent for long enough, nobody can know that it died.
		expect(await progress(list.id)).toEqual({ state: 'writing', done, total: ONE_PIECE * 10 });
		const [head] = await heads();
		const past = new Date(Date.now() - SILENT_MS - 1);
		await city.database.transaction((tx) =>
			tx.importBatch.update({ where: { id: head!.id }, data: { wroteAt: past } })
		);
		expect(await progress(list.id)).toEqual({ state: 'interrupted', done, total: ONE_PIECE * 10 });
		expect(await write(request, list)).toMatchObject({ created: ONE_PIECE * 10 - done });
		expect(await progress(list.id)).toMatchObject({ state: 'written', done: ONE_PIECE * 10 });
		expect(await undo(head!.id)).toMatchObject({ ok: true });
		expect(await written('Q')).toBe(0);
		expect(await verifyAuditChain(city.database.read)).toMatchObject({ whole: true });
	}, 180_000);
});
