import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GenericSchema } from 'valibot';
import type { Actor } from '#lib/domain/access/actor.ts';
import type { Rules } from '#lib/domain/contest/rules.ts';
import { newId } from '#lib/live/id.ts';
import { answerApproval } from '#lib/server/approvals/answer-approval.ts';
import { requestCorrection } from '#lib/server/approvals/request-correction.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { verifyRound } from '#lib/server/contest/round-verify.ts';
import { printRecord } from '#lib/server/documents/print-record.ts';
import { answerAppeal } from '#lib/server/results/answer-appeal.ts';
import { correctionNotices } from '#lib/server/live/public-corrections-query.ts';
import { fillNextStage } from '#lib/server/results/fill-final.ts';
import { logPrints } from '#lib/server/records/log-print.ts';
import { papersToWithdraw } from '#lib/server/results/printed-query.ts';
import { publishedResult, publishedVersions, resultByCode } from '#lib/server/results/published-query.ts';
import { publishResult } from '#lib/server/results/publish.ts';
import { qualificationOf } from '#lib/server/results/qualification.ts';
import { recordAppeal } from '#lib/server/results/record-appeal.ts';
import { recordDecision } from '#lib/server/results/record-decision.ts';
import { recordInput } from '#lib/server/results/record-input.ts';
import { resultView } from '#lib/server/results/result-view.ts';
import { settlePrizeTie } from '#lib/server/results/settle-prize-tie.ts';
import { withdrawFinalist } from '#lib/server/results/withdraw-finalist.ts';
import { momentTyped } from '#lib/words/moment-typed.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { smallContest, type SmallContest } from '../../support/small-contest.ts';
import { fillRound, type Share } from './filled-round.ts';

let db: TestDatabase;
let contest: SmallContest;

/** The city's rules with `appealHours` for their first stage. */
async function contestWith(appealHours: number): Promise<SmallContest> {
	const plain = await smallContest(db.database, { code: 'MAU' });
	const rules = structuredClone(plain.rules) as unknown as { stages: { appealHours?: number }[] };
	rules.stages[0]!.appealHours = appealHours;
	return smallContest(db.database, { code: 'KN', rules: rules as unknown as Rules });
}

beforeEach(async () => {
	db = await testDatabase();
	contest = await contestWith(2);
});
afterEach(() => db.remove());

async function ask<Schema extends GenericSchema, Result>(
	command: Command<Schema, Result>,
	actor: Actor,
	input: unknown,
	more: { at?: Date; key?: string } = {}
): Promise<Result | string> {
	const outcome = await execute(db.database, command, { actor, input, ...more });
	if (outcome.ok) return outcome.value;
	const { code, fields } = outcome.refusal;
	return [code, ...fields.map((one) => `${one.field}: ${one.code}`)].join('; ');
}

const noon = new Date('2026-11-20T05:00:00Z');
const after = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const round = (index = 0) => contest.rounds[index]!;
const reason = 'Đã xem lại băng hình cùng ba giám khảo';

const publish = (roundId: string, more: { at?: Date; reason?: string } = {}) =>
	ask(
		publishResult,
		contest.accounts.organizer,
		{ roundId, reason: more.reason ?? '' },
		{ at: more.at ?? noon }
	);

const appeal = (receivedAt: Date, more: { actor?: Actor; at?: Date; teamId?: string; key?: string } = {}) =>
	ask(
		recordAppeal,
		more.actor ?? contest.accounts.secretary,
		{
			roundId: round().id,
			teamId: more.teamId ?? round().teams[1]!.id,
			what: 'Đồng hồ chạy khi đội chưa ra sân khấu',
			broughtBy: 'Trần Thị Lan, trưởng đội',
			receivedAt: momentTyped(receivedAt)
		},
		{ at: more.at ?? after(90), ...(more.key ? { key: more.key } : {}) }
	);

const standing = async (at: Date, version?: number) => {
	const view = await resultView(db.database.read, contest.code, round().id, version, 'vi', at);
	return view!.standing?.title ?? null;
};

async function corrected(change: object, appealId: string | null = null): Promise<void> {
	const { organizer, chair } = contest.accounts;
	const asked = await ask(requestCorrection, organizer, { roundId: round().id, change, appealId, reason });
	if (typeof asked === 'string') throw new Error(asked);
	await ask(answerApproval, chair, { approvalId: asked.approvalId, answer: 'approved' });
	await ask(verifyRound, chair, { roundId: round().id });
	expect(await publish(round().id, { reason, at: after(180) })).toMatchObject({ version: 2 });
}

const disqualified = () => ({ kind: 'status', teamId: round().teams[0]!.id, status: 'disqualified' });

describe('appeals', () => {
	beforeEach(async () => {
		await fillRound(db.database, contest, round());
		await publish(round().id);
	});

	test('the page shows how long they may come, and afterwards that the result is official', async () => {
		expect([await standing(after(119)), await standing(after(120))]).toEqual([
			'Còn thời hạn khiếu nại đến 20/11/2026 14:00',
			'Kết quả chính thức từ 20/11/2026 14:00'
		]);
	});

	test('come within the window by when they were received, not by when somebody typed them in', async () => {
		expect([
			await appeal(after(121), { at: after(200) }),
			await appeal(after(-10)),
			await appeal(after(95)),
			await appeal(after(60), { teamId: round(1).teams[0]!.id }),
			await appeal(after(60), { actor: contest.accounts.chair }),
			await appeal(after(120), { at: after(200) })
		]).toEqual([
			'invalid; receivedAt: appeal_too_late',
			'invalid; receivedAt: appeal_too_early',
			'invalid; receivedAt: appeal_in_future',
			'invalid; teamId: appeal_team_unknown',
			'forbidden',
			{ appealId: expect.any(String), version: 1 }
		]);
	});

	test('keep a result from being official until they are answered, once, with a reason, by who may', async () => {
		const { appealId } = (await appeal(after(60))) as { appealId: string };
		expect(await standing(after(500))).toBe('Chưa chính thức: đang xem xét 1 khiếu nại');
		const { secretary, chair } = contest.accounts;
		const answer = (actor: Actor, more: object = {}) =>
			ask(answerAppeal, actor, { appealId, answer: 'declined', reason, ...more }, { at: after(300) });
		const other = await smallContest(db.database, { code: 'KHAC' });
		expect([
			await answer(secretary),
			await answer(other.accounts.chair),
			await answer(chair, { reason: '' }),
			await answer(chair),
			await answer(chair)
		]).toEqual([
			'forbidden',
			'forbidden',
			'invalid; reason: contest_reason_required',
			{ answer: 'declined' },
			'appeal_is_answered'
		]);
		expect(await standing(after(500))).toBe('Kết quả chính thức từ 20/11/2026 17:00');
		const log = await db.database.read.auditEntry.findMany({ where: { subjectId: appealId } });
		expect(log.map(({ action }) => action)).toEqual(['appeal.record', 'appeal.answer']);
	});

	test('a resend records one appeal', async () => {
		const key = newId();
		expect(await appeal(after(60), { key })).toEqual(await appeal(after(60), { key }));
		expect(await db.database.read.appeal.count()).toBe(1);
	});

	test('an upheld one leads to the version that corrects the result, and is linked to it', async () => {
		const { appealId } = (await appeal(after(60))) as { appealId: string };
		const { organizer, chair } = contest.accounts;
		const early = { roundId: round().id, change: disqualified(), appealId, reason };
		expect(await ask(requestCorrection, organizer, early)).toBe('appeal_not_upheld');
		await ask(answerAppeal, chair, { appealId, answer: 'upheld', reason }, { at: after(100) });
		expect(await standing(after(500))).toBe('Chưa chính thức: đang xem xét 1 khiếu nại');
		await corrected(disqualified(), appealId);
		const { approval } = await db.database.read.appeal.findUniqueOrThrow({
			where: { id: appealId },
			include: { approval: true }
		});
		expect(approval).toMatchObject({ kind: 'correct', answer: 'approved' });
		// The new version has a time for appeals of its own.
		expect([await standing(after(200)), await standing(after(200), 1)]).toEqual([
			'Còn thời hạn khiếu nại đến 20/11/2026 17:00',
			null
		]);
	});
});

describe('what was already printed', () => {
	const papers = async (roundId = round().id) => {
		const of = await qualificationOf(db.database.read, contest.id, 'prelim');
		return papersToWithdraw(db.database.read, of, roundId, 'vi');
	};
	const print = (version: number, actor: Actor = contest.accounts.secretary) =>
		ask(logPrints, actor, { roundId: round().id, papers: [{ kind: 'record', version }] }, { at: after(30) });

	test('is listed once another version says otherwise, with the teams concerned', async () => {
		await fillRound(db.database, contest, round());
		await publish(round().id);
		expect([await print(1), await print(2)]).toEqual([{ printIds: [expect.any(String)] }, 'not_found']);
		expect(await papers()).toBeNull();
		await corrected(disqualified());
		const [first, second, third] = round().teams.map(({ name }) => name);
		const listed = await papers();
		expect(listed!.lines).toEqual([
			expect.stringMatching(/^Biên bản bản số 1, .+ in lúc 20\/11\/2026 12:30$/)
		]);
		for (const team of [first, second, third]) expect(listed!.teams).toContain(team);
	});

	test('an old record says on every page that it was replaced, its code leads to the one that did', async () => {
		await fillRound(db.database, contest, round());
		await publish(round().id);
		await corrected(disqualified());
		const { read } = db.database;
		const [newest, oldest] = await publishedVersions(read, contest.code, round().id);
		const stored = (await publishedResult(read, contest.code, round().id, 1))!;
		const folder = mkdtempSync(join(tmpdir(), 'kheo-replaced-'));
		const file = join(folder, 'record.pdf');
		writeFileSync(file, await printRecord(recordInput(stored, 'https://kheo.example', newest)));
		const pages = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' })
			.normalize('NFC')
			.split('\f')
			.filter((page) => page.trim() !== '');
		rmSync(folder, { recursive: true });
		expect(pages.length).toBeGreaterThan(1);
		for (const page of pages) {
			expect(page.replace(/\s+/g, ' ')).toContain('ĐÃ ĐƯỢC THAY BẰNG BẢN SỐ 2 CÔNG BỐ 20/11/2026 15:00');
		}
		expect((await resultByCode(read, oldest!.code))!.newest).toMatchObject({
			version: 2,
			code: newest!.code
		});
		expect(
			recordInput((await publishedResult(read, contest.code, round().id))!, 'https://x', newest)
		).not.toHaveProperty('replacedBy');
	});

	test('the contest’s page says which version replaced which, when and why', async () => {
		await fillRound(db.database, contest, round());
		await publish(round().id);
		expect(await correctionNotices(db.database.read, contest.code, 'vi')).toEqual([]);
		await corrected(disqualified());
		const [notice, ...others] = await correctionNotices(db.database.read, contest.code, 'vi');
		expect(others).toEqual([]);
		expect(notice!.text).toMatch(/: bản 2 thay bản 1 ngày 20\/11\/2026 vì: Đã xem lại băng hình/);
		expect(notice!.changes!.through).toHaveLength(2);
	});

	test('E29: a withdrawal promotes through a tie only by decision, and flags the printed list of finalists', async () => {
		// Second and third are equal in everything; the first withdraws after both rounds are out.
		const tied: Share = (team, judge) => (team === 0 ? 95 : 85) - judge;
		await fillRound(db.database, contest, round(), { share: tied });
		await fillRound(db.database, contest, round(1));
		const [first, second, third] = round().teams;
		const decide = (input: object) =>
			ask(recordDecision, contest.accounts.chair, {
				contestId: contest.id,
				stageKey: 'prelim',
				reason,
				secondBy: 'Trần Thị Hai',
				...input
			});
		await db.database.transaction((tx) =>
			tx.stageTime.createMany({
				data: round().teams.flatMap(({ id: teamId }) =>
					['greeting', 'knowledge.situation', 'skit'].map((partKey) => ({
						...{ id: newId(), roundId: round().id, teamId, partKey },
						...{ durationMs: 100_000, by: 'test', at: noon }
					}))
				)
			})
		);
		await decide({ kind: 'committee-vote', roundId: round().id, order: [[second!.id, third!.id]] });
		// They share a place: who gets the one second prize is a question of its own.
		await ask(settlePrizeTie, contest.accounts.chair, {
			roundId: round().id,
			prizeKey: 'second',
			contenders: [second!.id, third!.id],
			admitted: [second!.id],
			reason,
			secondBy: 'Trần Thị Hai'
		});
		expect(await publish(round().id)).toMatchObject({ version: 1 });
		await publish(round(1).id);
		await print(1);
		expect(await papers()).toBeNull();

		const withdraw = await ask(withdrawFinalist, contest.accounts.organizer, {
			teamId: first!.id,
			stageKey: 'prelim',
			reason: 'Đội có việc đột xuất'
		});
		expect(withdraw).toEqual({ promoted: [] });
		const finalists = async () => {
			const rows = await db.database.read.entry.findMany({
				where: { round: { contestId: contest.id, stageKey: 'final' }, status: 'competing' }
			});
			return rows.map(({ teamId }) => teamId).sort();
		};
		const fill = () =>
			ask(fillNextStage, contest.accounts.organizer, { contestId: contest.id, stageKey: 'prelim' });
		expect(await fill()).toBe('results_not_decided');
		const told = async () =>
			(await resultView(db.database.read, contest.code, round().id, undefined, 'vi'))!.withdrawals;
		expect(await told()).toEqual([expect.stringMatching(/Chưa có đội thay\.$/)]);

		await decide({ kind: 'tie-at-cut', contenders: [second!.id, third!.id], admitted: [third!.id] });
		expect(await fill()).toMatchObject({ added: [third!.id], removed: [first!.id] });
		expect(await finalists()).toEqual([third!.id, round(1).teams[0]!.id].sort());
		expect(await told()).toEqual([expect.stringContaining(`Thay vào: ${third!.name}.`)]);
		const listed = await papers();
		expect(listed!.lines).toEqual([expect.stringContaining('danh sách đội đi tiếp đã khác')]);
		expect(listed!.teams).toBe(`${first!.name} và ${third!.name}`);
	});
});
