import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { commitmentTo } from '#lib/domain/contest/draw.ts';
import { paperKey, type PaperName } from '#lib/domain/records/paper-name.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { newId } from '#lib/live/id.ts';
import { execute } from '#lib/server/command/execute.ts';
import { printPapers, PrintingCancelled } from '#lib/server/documents/print-record.ts';
import { renderPapers } from '#lib/server/documents/render-papers.ts';
import { logPrints } from '#lib/server/records/log-print.ts';
import { papersToPrint, paperToPrint, type ToPrint } from '#lib/server/records/printables.ts';
import { papersView } from '#lib/server/records/papers-view.ts';
import { printingStream } from '#lib/server/records/printing-stream.ts';
import { roundPapers } from '#lib/server/records/round-papers.ts';
import { papersSeen } from '#lib/server/records/seen.ts';
import { withdrawPrint } from '#lib/server/records/withdraw-print.ts';
import { publishResult } from '#lib/server/results/publish.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { smallContest, type SmallContest } from '../../support/small-contest.ts';
import { fillRound } from '../results/filled-round.ts';

const LONG =
	'Liên quân phường Nghĩa Đô – Xuân Đỉnh và Hội Liên hiệp Phụ nữ, Hội Cựu chiến binh, Đoàn Thanh niên Cộng sản Hồ Chí Minh xã Thượng Phước';
const AT = new Date('2026-01-05T02:00:00Z');
const REASON = 'Đồng hồ bấm chậm <2 giây & loa hỏng';

let db: TestDatabase;
let contest: SmallContest;
let folder: string;
const round = () => contest.rounds[0]!;
const asked = {
	locale: 'vi' as const,
	origin: 'https://kheo.example',
	now: new Date('2026-01-05T05:00:00Z')
};

/** A round of long names and nine judges, drawn from a seed, timed by a clock, with a sheet that was opened again. */
async function prepare(): Promise<void> {
	const { accounts } = contest;
	const { id: roundId, teams, judges } = round();
	const seed = 'a'.repeat(64);
	await db.database.transaction(async (tx) => {
		for (const [index, { id }] of teams.entries()) {
			if (index % 3 === 0) await tx.team.update({ where: { id }, data: { name: `${LONG} ${index + 1}` } });
		}
		const order = Object.fromEntries(contest.stage.parts.map(({ key }) => [key, teams.map(({ id }) => id)]));
		await tx.round.update({
			where: { id: roundId },
			data: { drawState: 'drawn', seed, seedHash: commitmentTo(seed), drawOrder: JSON.stringify(order) }
		});
	});
	await fillRound(db.database, contest, round(), { state: 'closed' });
	const timed = contest.stage.parts.find(({ timeLimit }) => timeLimit !== null)!;
	await db.database.transaction(async (tx) => {
		const press = { roundId, partKey: timed.key, attempt: 1, by: 'x', byName: 'Trần Bấm Giờ' };
		for (const [index, { id: teamId }] of teams.entries()) {
			for (const [step, [kind, elapsedMs]] of (
				[
					['start', 0],
					['pause', 60_000],
					['resume', 60_000],
					['stop', 400_500]
				] as const
			).entries()) {
				await tx.clockEvent.create({
					data: {
						...press,
						id: newId(),
						teamId,
						kind,
						elapsedMs,
						wallMs: elapsedMs,
						origin: 'server',
						run: 'one',
						monotonicMs: BigInt(elapsedMs),
						at: new Date(AT.getTime() + index * 900_000 + step * 100_000)
					}
				});
			}
			await tx.stageTime.create({
				data: {
					id: newId(),
					roundId,
					teamId,
					partKey: timed.key,
					durationMs: index === 0 ? 398_000 : 400_500,
					measuredMs: 400_500,
					origin: 'server',
					reason: index === 0 ? REASON : null,
					by: accounts.secretary.accountId,
					at: AT
				}
			});
		}
		await tx.voidedAttempt.create({
			data: {
				id: newId(),
				roundId,
				teamId: teams[1]!.id,
				partKey: '*',
				attempt: 1,
				reason: 'Mất điện sân khấu',
				by: 'x',
				byName: 'Lê Trưởng Ban',
				at: AT,
				record: canonicalJson({ marks: [], ballots: [], papers: [], times: [], given: [], deductions: [] })
			}
		});
		const place = { roundId, teamId: teams[2]!.id, seatId: judges[1]!.id };
		const ballot = await tx.ballot.findFirstOrThrow({ where: place });
		const marks = JSON.parse(ballot.marks!) as Record<string, string>;
		const [path] = Object.keys(marks);
		await tx.auditEntry.create({
			data: {
				id: newId(),
				at: AT,
				actorKind: 'account',
				actorName: 'Lê Trưởng Ban',
				action: 'ballot.unlock',
				contestId: contest.id,
				subjectKind: 'ballot',
				subjectId: ballot.id,
				before: canonicalJson({
					state: 'final',
					marks: canonicalJson({ ...marks, [path!]: '0' }),
					version: 0
				}),
				after: canonicalJson({ state: 'draft' }),
				reason: 'Giám khảo ghi nhầm ô',
				prevHash: '',
				hash: ''
			}
		});
	});
}

beforeAll(async () => {
	db = await testDatabase();
	folder = mkdtempSync(join(tmpdir(), 'kheo-papers-'));
	contest = await smallContest(db.database, { teams: 24, judges: 9 });
	await prepare();
}, 240_000);
afterAll(async () => {
	await db.remove();
	rmSync(folder, { recursive: true });
});

const flat = (text: string) => text.normalize('NFC').replace(/\s+/g, '');

async function take(name: PaperName, locale: 'vi' | 'en' = 'vi', version?: number): Promise<ToPrint> {
	const { read } = db.database;
	const all = await roundPapers(read, round().id);
	const paper = await paperToPrint(read, all, name, { ...asked, locale }, version);
	if (!paper) throw new Error(`no ${paperKey(name)}`);
	return paper;
}

const render = async ({ printable }: ToPrint) =>
	(await renderPapers(
		{ papers: [printable], form: 'pdf', title: '', at: asked.now.toISOString() },
		async () => true
	))!;

/** The paper as a file, its text, and the words that stand outside of their page. */
async function printed(name: PaperName, locale: 'vi' | 'en' = 'vi') {
	const file = join(folder, `${paperKey(name)}.pdf`);
	writeFileSync(file, await render(await take(name, locale)));
	const keep = process.env.KHEO_KEEP_PAPERS;
	if (keep) writeFileSync(join(keep, `${name.kind}-${locale}.pdf`), await render(await take(name, locale)));
	const run = (...options: string[]) =>
		execFileSync('pdftotext', [...options, file, '-'], { encoding: 'utf8' });
	const boxes = run('-bbox');
	const pages = boxes.split('<page ').slice(1);
	const outside = pages.flatMap((page) => {
		const [, width, height] = /^width="([\d.]+)" height="([\d.]+)"/.exec(page)!.map(Number);
		return [
			...page.matchAll(/<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</g)
		]
			.filter(
				([, left, top, right, bottom]) =>
					Number(left) < 20 || Number(top) < 20 || Number(right) > width! - 20 || Number(bottom) > height! - 8
			)
			.map(([, , , , , word]) => word);
	});
	const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
	return { text: flat(run()), outside, info, pages: pages.length };
}

const whole = (kind: PaperName['kind']): PaperName => ({ kind, subject: '' });
const judge = (): PaperName => ({ kind: 'judge', subject: round().judges[1]!.id });
const team = (): PaperName => ({ kind: 'team', subject: round().teams[2]!.id });
const EVERY = () => [whole('draw'), whole('timing'), judge(), team(), whole('summary')];
const longName = () => `${LONG} 1`;

/** The files of a ZIP as its index lists them, each held against its checksum. */
function unzipped(zip: Buffer): { name: string; isWhole: boolean }[] {
	const end = zip.length - 22;
	expect(zip.readUInt32LE(end)).toBe(0x06054b50);
	let at = zip.readUInt32LE(end + 16);
	return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
		expect(zip.readUInt32LE(at)).toBe(0x02014b50);
		const [crc, size] = [zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 24)];
		const [named, begin] = [zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)];
		const name = zip.toString('utf8', at + 46, at + 46 + named);
		at += 46 + named;
		const bytes = zip.subarray(begin + 30 + named, begin + 30 + named + size);
		const isPdf = bytes.subarray(0, 5).toString() === '%PDF-';
		return { name, isWhole: isPdf && zip.readUInt32LE(begin) === 0x04034b50 && crc32(bytes) === crc };
	});
}

describe('the papers of a round', () => {
	test('say what was given, on tagged pages that hold all of it, with long names and nine judges', async () => {
		const said: Record<string, string[]> = {
			draw: [
				longName(),
				'a'.repeat(64),
				commitmentTo('a'.repeat(64)),
				'BIÊN BẢN BỐC THĂM',
				'TM. BAN TỔ CHỨC'
			],
			timing: [longName(), '09:00:00', '6:40,5', '6:38', REASON, 'Mất điện sân khấu', 'NGƯỜI BẤM GIỜ'],
			judge: [longName(), 'Giám khảo ghi nhầm ô', 'Máy tính bảng', 'PHIẾU CHẤM ĐIỂM', 'GIÁM KHẢO'],
			team: [round().teams[2]!.name, 'Giám khảo ghi nhầm ô', 'GIÁM KHẢO GK9', 'TRƯỞNG BAN GIÁM KHẢO'],
			summary: [longName(), 'BẢNG TỔNG HỢP ĐIỂM', 'GK9', 'LQ: có liên quan']
		};
		for (const name of EVERY()) {
			const { text, outside, info } = await printed(name);
			expect(outside).toEqual([]);
			for (const part of said[name.kind]!) expect(text).toContain(flat(part));
			expect(text).toContain(flat('Thành phố Ven Sông').toLocaleUpperCase('vi'));
			expect(info).toMatch(/Tagged:\s+yes/);
		}
	}, 240_000);

	test('bear the words of a draft across every page until they are verified or published', async () => {
		const drafts = [];
		for (const name of EVERY()) {
			const { text, pages } = await printed(name);
			drafts.push([name.kind, text.split(flat('BẢN NHÁP / CHƯA CÔNG BỐ')).length - 1 === pages]);
		}
		expect(Object.fromEntries(drafts)).toEqual({
			draw: false,
			timing: true,
			judge: true,
			team: true,
			summary: true
		});
	}, 240_000);

	test('are there in English too', async () => {
		for (const name of EVERY()) {
			const { text, outside } = await printed(name, 'en');
			expect(outside).toEqual([]);
			expect(text).not.toContain(flat('Thể lệ áp dụng'));
		}
	}, 240_000);

	test('come out byte for byte the same again, alone, together and in the printing thread', async () => {
		for (const name of EVERY()) {
			const [first, again] = [await render(await take(name)), await render(await take(name))];
			expect(Buffer.from(first).equals(Buffer.from(again))).toBe(true);
		}
		const { read } = db.database;
		const all = await papersToPrint(read, await roundPapers(read, round().id), asked, () => true);
		expect(all).toHaveLength(12);
		const steps: number[] = [];
		const job = {
			papers: all.map(({ printable }) => printable),
			form: 'pdf' as const,
			title: 'Hồ sơ',
			at: asked.now.toISOString()
		};
		const progress = (done: number) => steps.push(done);
		const here = (await renderPapers(job, async () => true))!;
		const there = await printPapers(job, { progress });
		expect(Buffer.from(here).equals(Buffer.from(there))).toBe(true);
		expect(steps).toEqual(all.map((_, index) => index + 1));
		const zip = Buffer.from(await printPapers({ ...job, form: 'zip' }));
		expect(unzipped(zip).map(({ name, isWhole }) => (isWhole ? name : `${name} damaged`))).toEqual([
			'01-bien-ban-boc-tham.pdf',
			'02-bien-ban-thoi-gian.pdf',
			...round().judges.map(
				({ label }, index) => `${String(index + 3).padStart(2, '0')}-phieu-cham-${label}.pdf`
			),
			'12-bang-tong-hop-diem.pdf'
		]);
	}, 240_000);

	test('are not printed to the end, nor written down, when somebody leaves', async () => {
		const { read } = db.database;
		const all = await papersToPrint(read, await roundPapers(read, round().id), asked, () => true);
		const job = {
			papers: all.map(({ printable }) => printable),
			form: 'pdf' as const,
			title: '',
			at: asked.now.toISOString()
		};
		const leave = new AbortController();
		const ended = printPapers(job, { signal: leave.signal, progress: () => leave.abort() });
		await expect(ended).rejects.toBeInstanceOf(PrintingCancelled);
		let written = false;
		const stream = printingStream(job, 'x.pdf', async () => void (written = true));
		const reader = stream.getReader();
		expect(new TextDecoder().decode((await reader.read()).value)).toBe('{"done":0,"total":12}\n');
		await reader.cancel();
		await printPapers({ ...job, papers: job.papers.slice(0, 1) });
		expect(written).toBe(false);
	}, 240_000);

	test('show no mark of a sheet that is not handed in', async () => {
		const { read } = db.database;
		const all = await roundPapers(read, round().id);
		const paper = all.papers.find(({ name }) => paperKey(name) === paperKey(judge()))!;
		if (paper.content.kind !== 'judge') throw new Error('a judge’s paper');
		await db.database.transaction((tx) =>
			tx.ballot.updateMany({
				where: { roundId: round().id, teamId: round().teams[4]!.id, seatId: judge().subject },
				data: { state: 'draft' }
			})
		);
		const then = (await roundPapers(read, round().id)).papers.find(
			({ name }) => paperKey(name) === paperKey(judge())
		)!;
		if (then.content.kind !== 'judge') throw new Error('a judge’s paper');
		expect(Object.keys(paper.content.sheets[4]!.marks).length).toBeGreaterThan(3);
		expect(then.content.sheets[4]!.marks).toEqual({});
		const own: Actor = {
			...contest.accounts.chair,
			personId: round().judges[1]!.personId
		};
		const seen = await papersSeen(read, own, round().id);
		expect([seen.isBlind, ...EVERY().map((name) => seen.may(name))]).toEqual([
			true,
			true,
			true,
			true,
			false,
			false
		]);
		await db.database.transaction((tx) =>
			tx.ballot.updateMany({ where: { roundId: round().id }, data: { state: 'final' } })
		);
	});
});

describe('what was printed', () => {
	const print = async (actor: Actor, ...papers: ToPrint[]) => {
		const input = { roundId: round().id, papers: papers.map(({ log }) => log) };
		const outcome = await execute(db.database, logPrints, { actor, input });
		return outcome.ok ? outcome.value.printIds.length : outcome.refusal.code;
	};
	const view = () => papersView(db.database.read, contest.accounts.secretary, round().id, 'vi');
	const back = async () =>
		(await view()).toFetchBack.map(({ line }) => line.replace(/, secretary.*?: /, ': '));
	const publish = async (reason?: string) => {
		await db.database.transaction((tx) =>
			tx.round.update({ where: { id: round().id }, data: { state: 'verified', verifiedAt: AT } })
		);
		const outcome = await execute(db.database, publishResult, {
			actor: contest.accounts.organizer,
			input: { roundId: round().id, ...(reason && { reason }) }
		});
		if (!outcome.ok) throw outcome.refusal;
	};

	test('is written down for every kind; no judge, timekeeper or viewer may', async () => {
		const { secretary } = contest.accounts;
		const papers = await Promise.all(EVERY().map((name) => take(name)));
		expect(await print(secretary, ...papers)).toBe(5);
		for (const role of ['judge', 'viewer', 'timekeeper', 'team-leader'] as const) {
			const actor: Actor = {
				...secretary,
				grants: [{ role, unitId: null, contestId: contest.id, conferenceId: null }]
			};
			expect(await print(actor, papers[4]!)).toBe('forbidden');
		}
		const stranger = { ...papers[2]!, log: { ...papers[2]!.log, subject: newId() } };
		expect(await print(secretary, stranger)).toBe('not_found');
		const shown = await view();
		expect(shown.round.map(({ kind, state, prints }) => [kind, state, prints.length])).toEqual([
			['draw', 'final', 1],
			['timing', 'unverified', 1],
			['summary', 'draft', 1],
			['record', 'none', 0]
		]);
		expect(await back()).toEqual([]);
	});

	test('may stay where the published paper says the same, and is marked after a disqualification', async () => {
		await publish();
		expect(await back()).toEqual([]);
		const final = await Promise.all([...EVERY(), whole('record')].map((name) => take(name)));
		expect(await print(contest.accounts.secretary, ...final)).toBe(6);
		const { text } = await printed(whole('summary'));
		expect(text).toContain(flat('Bản công bố số 1'));
		expect(text).not.toContain(flat('BẢN NHÁP'));

		await db.database.transaction((tx) =>
			tx.entry.updateMany({
				where: { roundId: round().id, teamId: round().teams[0]!.id },
				data: { status: 'disqualified', reason: 'Người dự thi không đúng thể lệ' }
			})
		);
		await publish('Một đội bị loại sau khi công bố');
		// Sheets, timing and draw say what happened then; it is still so.
		expect((await back()).sort()).toEqual([
			expect.stringMatching(/^Biên bản bản số 1/),
			'Bảng tổng hợp điểm (bản nháp): nội dung đã khác',
			'Bảng tổng hợp điểm bản số 1: đã có bản công bố mới'
		]);
		const old = await take(whole('summary'), 'vi', 1);
		if (old.printable.kind !== 'paper') throw new Error('a paper');
		expect(old.printable.input.replacedBy).toMatchObject({ version: 2 });
	}, 240_000);

	test('is back once the desk says so, once', async () => {
		const { secretary } = contest.accounts;
		const [first, ...others] = (await view()).toFetchBack;
		const withdraw = (actor: Actor, printId = first!.id) =>
			execute(db.database, withdrawPrint, {
				actor,
				input: { roundId: round().id, printId, note: 'Đã hủy tại bàn thư ký' }
			}).then((outcome) => (outcome.ok ? 'back' : outcome.refusal.code));
		expect([
			await withdraw(contest.accounts.chair),
			await withdraw(secretary, newId()),
			await withdraw(secretary),
			await withdraw(secretary)
		]).toEqual(['forbidden', 'not_found', 'back', 'records_already_back']);
		const now = await view();
		expect(now.toFetchBack.map(({ id }) => id)).toEqual(others.map(({ id }) => id));
		const told = [...now.round, ...now.judges].flatMap(({ prints }) =>
			prints.flatMap((one) => one.withdrawn ?? [])
		);
		expect(told).toMatchObject([{ note: 'Đã hủy tại bàn thư ký' }]);
	});
});
