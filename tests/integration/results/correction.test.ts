import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GenericSchema } from 'valibot';
import type { Actor } from '#lib/domain/access/actor.ts';
import { contentOf, resultHash, type PublishedResult } from '#lib/domain/results/published-result.ts';
import { newId } from '#lib/live/id.ts';
import { answerApproval } from '#lib/server/approvals/answer-approval.ts';
import { approvalsOf } from '#lib/server/approvals/approvals-query.ts';
import { requestCorrection } from '#lib/server/approvals/request-correction.ts';
import { requestUnlock } from '#lib/server/approvals/request-unlock.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { reopenRound } from '#lib/server/contest/round-reopen.ts';
import { verifyRound } from '#lib/server/contest/round-verify.ts';
import { unlockBallot } from '#lib/server/judging/unlock-ballot.ts';
import { publishResult } from '#lib/server/results/publish.ts';
import { resultView } from '#lib/server/results/result-view.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { pairedTablet, smallContest, type SmallContest } from '../../support/small-contest.ts';
import { fillRound } from './filled-round.ts';

let db: TestDatabase;
let contest: SmallContest;

beforeEach(async () => {
	db = await testDatabase();
	contest = await smallContest(db.database);
});
afterEach(() => db.remove());

/** The command's answer, or the codes of its refusal. */
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

const round = () => contest.rounds[0]!;
const reason = 'Trọng tài báo muộn một lỗi trang phục';
const stateOf = async () =>
	(await db.database.read.round.findUniqueOrThrow({ where: { id: round().id } })).state;
const versions = () =>
	db.database.read.resultVersion.findMany({ where: { roundId: round().id }, orderBy: { version: 'asc' } });

async function published(): Promise<void> {
	await fillRound(db.database, contest, round());
	expect(await ask(publishResult, contest.accounts.organizer, { roundId: round().id })).toMatchObject({
		version: 1
	});
}

/** Asks for a correction and answers with the id of the request. */
async function asked(change: object = { kind: 'sheet' }, actor: Actor = contest.accounts.organizer) {
	const answer = await ask(requestCorrection, actor, { roundId: round().id, change, reason });
	if (typeof answer === 'string') throw new Error(answer);
	return answer.approvalId;
}

const approve = (
	approvalId: string,
	actor: Actor = contest.accounts.chair,
	more: { at?: Date; key?: string } = {}
) => ask(answerApproval, actor, { approvalId, answer: 'approved' }, more);

const disqualified = () => ({ kind: 'status', teamId: round().teams[0]!.id, status: 'disqualified' });

describe('correcting a published result', () => {
	test('takes two people: the second sees the difference, and then it is done at once', async () => {
		await published();
		const approvalId = await asked(disqualified());
		expect(await stateOf()).toBe('published');
		const [view] = await approvalsOf(db.database.read, contest.accounts.chair, round().id, 'vi', new Date());
		const [first, second] = round().teams;
		expect(view).toMatchObject({ kind: 'correct', state: 'waiting', reason, isOwn: false });
		expect(view!.planned).toEqual([`${first!.name}: Bị loại.`]);
		expect(view!.changes.places.map((line) => line.replace(/, [\d.,]+ điểm/g, ''))).toEqual([
			`${second!.name}: hạng 2 → hạng 1`,
			`${round().teams[2]!.name}: hạng 3 → hạng 2`,
			`${first!.name}: hạng 1 → Bị loại`
		]);
		expect(view!.changes.through).toEqual([
			`Được đi tiếp: ${second!.name}`,
			`Không còn được đi tiếp: ${first!.name}`
		]);

		expect(await approve(approvalId)).toEqual({ answer: 'approved', kind: 'correct' });
		expect(await stateOf()).toBe('closed');
		const entry = await db.database.read.entry.findFirstOrThrow({
			where: { roundId: round().id, teamId: first!.id }
		});
		expect([entry.status, entry.reason]).toEqual(['disqualified', reason]);
		const log = await db.database.read.auditEntry.findMany({
			where: { subjectKind: 'approval', subjectId: approvalId },
			orderBy: { seq: 'asc' }
		});
		expect(log.map(({ action, actorId }) => [action, actorId])).toEqual([
			['result.correct', contest.accounts.organizer.accountId],
			['approval.answer', contest.accounts.chair.accountId]
		]);
	});

	test('E40: makes version n + 1 with its difference; not a byte of version n changes', async () => {
		await published();
		const [before] = await versions();
		await approve(await asked({ ...disqualified() }));
		expect(await versions()).toEqual([before]);
		expect(await ask(verifyRound, contest.accounts.chair, { roundId: round().id })).toMatchObject({
			state: 'verified'
		});
		expect(await ask(publishResult, contest.accounts.organizer, { roundId: round().id })).toBe(
			'results_reason_needed; reason: field_required'
		);
		await ask(publishResult, contest.accounts.organizer, { roundId: round().id, reason });
		const [kept, after] = await versions();
		expect(kept).toEqual(before);
		const result = JSON.parse(after!.json) as PublishedResult;
		expect(resultHash(contentOf(result))).toBe(after!.hash);
		expect(result.changes).toMatchObject({
			from: { version: 1, hash: before!.hash },
			through: { added: [round().teams[1]!.id], removed: [round().teams[0]!.id] }
		});
		expect(result.changes!.places).toHaveLength(3);
		const page = await resultView(db.database.read, contest.code, round().id, 1, 'vi');
		expect([page!.version, page!.newest, page!.rows[0]!.team]).toEqual([1, 2, round().teams[0]!.name]);
	});

	test('E16: a late deduction stands in the name of who asked', async () => {
		await published();
		const type = contest.stage.deductions.find(({ effect }) => effect.kind === 'fixed');
		const { key, scope } = type!;
		const partKey = scope === 'total' ? null : contest.stage.parts[0]!.key;
		const teamId = round().teams[0]!.id;
		await approve(await asked({ kind: 'deduction', teamId, type: key, partKey, points: null }));
		const [deduction] = await db.database.read.deduction.findMany({ where: { roundId: round().id } });
		expect(deduction).toMatchObject({
			teamId,
			kind: key,
			reason,
			issuedBy: contest.accounts.organizer.accountId
		});
	});

	test('is refused to whoever asked, to the wrong role and to another contest', async () => {
		await published();
		const { organizer, secretary } = contest.accounts;
		expect(
			await ask(requestCorrection, secretary, { roundId: round().id, change: { kind: 'sheet' }, reason })
		).toBe('forbidden');
		const approvalId = await asked();
		const other = await smallContest(db.database, { code: 'KHAC' });
		expect([
			await approve(approvalId, organizer),
			await approve(approvalId, secretary),
			await approve(approvalId, other.accounts.chair)
		]).toEqual(['approval_same_person', 'forbidden', 'forbidden']);
	});

	test('the chair’s tablet cannot agree to what its own person asked for, and can to what others did', async () => {
		await published();
		const seat = round().judges.find(({ role }) => role === 'chair')!;
		const { actor: tablet } = await pairedTablet(db.database, contest.id, seat.id);
		const own = await asked({ kind: 'sheet' }, { ...contest.accounts.chair, personId: seat.personId });
		expect(await approve(own, tablet)).toBe('approval_same_person');
		expect(await ask(answerApproval, tablet, { approvalId: own, answer: 'declined' })).toMatchObject({
			answer: 'withdrawn'
		});
		expect(await approve(await asked(), tablet)).toMatchObject({ answer: 'approved' });
		expect(await stateOf()).toBe('closed');
	});

	test('a resend is answered once and done once; a second answer is refused', async () => {
		await published();
		const approvalId = await asked();
		const key = newId();
		const first = await approve(approvalId, contest.accounts.chair, { key });
		expect(await approve(approvalId, contest.accounts.chair, { key })).toEqual(first);
		expect(await approve(approvalId)).toBe('approval_answered');
		const steps = await db.database.read.auditEntry.count({
			where: { subjectKind: 'round', subjectId: round().id, action: 'approval.answer' }
		});
		expect(steps).toBe(1);
	});

	test('expires, and may then be asked for again; while it waits it may not', async () => {
		await published();
		const approvalId = await asked();
		const again = { roundId: round().id, change: { kind: 'sheet' }, reason };
		expect(await ask(requestCorrection, contest.accounts.organizer, again)).toBe('approval_waiting');
		const tomorrow = new Date(Date.now() + 25 * 3600_000);
		expect(await approve(approvalId, contest.accounts.chair, { at: tomorrow })).toBe('approval_expired');
		expect(await ask(requestCorrection, contest.accounts.organizer, again, { at: tomorrow })).toMatchObject({
			approvalId: expect.any(String)
		});
	});

	test('is declined with a reason, and nothing happens', async () => {
		await published();
		const approvalId = await asked(disqualified());
		const { chair } = contest.accounts;
		expect(await ask(answerApproval, chair, { approvalId, answer: 'declined' })).toBe(
			'invalid; reason: contest_reason_required'
		);
		const declined = await ask(answerApproval, chair, {
			approvalId,
			answer: 'declined',
			reason: 'Chưa đủ căn cứ'
		});
		expect([declined, await stateOf()]).toEqual([{ answer: 'declined', kind: 'correct' }, 'published']);
	});

	test('only a published result is corrected, and not by one person with the steps back', async () => {
		await fillRound(db.database, contest, round());
		const input = { roundId: round().id, change: { kind: 'sheet' }, reason };
		expect(await ask(requestCorrection, contest.accounts.organizer, input)).toBe('results_not_published');
		await ask(publishResult, contest.accounts.organizer, { roundId: round().id });
		expect(await ask(reopenRound, contest.accounts.organizer, { roundId: round().id, reason })).toBe(
			'contest_round_is_published'
		);
	});
});

describe('opening a sheet that was verified', () => {
	const sheet = () => ({
		roundId: round().id,
		teamId: round().teams[0]!.id,
		seatId: round().judges[0]!.id,
		partKey: '*'
	});
	const unlocked = { ...{ state: 'draft', marks: null, verifiedAt: null } };
	const ballot = () => db.database.read.ballot.findFirstOrThrow({ where: sheet() });

	test('E14: takes a second person, who sees what stands on it and what leaves the standings', async () => {
		await fillRound(db.database, contest, round(), { state: 'closed' });
		const { organizer, chair } = contest.accounts;
		await ask(verifyRound, chair, { roundId: round().id });
		// Two steps back, which one person may take, do not make it one person's sheet again.
		await ask(reopenRound, organizer, { roundId: round().id, reason });
		await ask(reopenRound, organizer, { roundId: round().id, reason });
		expect(await stateOf()).toBe('open');
		expect(await ask(unlockBallot, chair, { ...sheet(), reason })).toBe('approval_needed');
		const answer = await ask(requestUnlock, chair, { ...sheet(), reason });
		const { approvalId } = answer as { approvalId: string };
		const [view] = await approvalsOf(db.database.read, organizer, round().id, 'vi', new Date());
		expect(view!.sheet!.marks.length).toBeGreaterThan(0);
		expect(view!.changes.places[view!.changes.places.length - 1]).toMatch(/→ không xếp hạng$/);
		expect(await approve(approvalId, chair)).toBe('approval_same_person');
		expect(await approve(approvalId, organizer)).toMatchObject({ answer: 'approved' });
		expect(await ballot()).toMatchObject(unlocked);
		// Once open it is a sheet like any other.
		expect(await ask(unlockBallot, chair, { ...sheet(), reason })).toMatchObject({ version: 2 });
	});

	test('E14: an hour after it was asked for nobody can agree any more, and it may be asked for again', async () => {
		await fillRound(db.database, contest, round(), { state: 'closed' });
		const { organizer, chair } = contest.accounts;
		await ask(verifyRound, chair, { roundId: round().id });
		const answer = await ask(requestUnlock, chair, { ...sheet(), reason });
		const { approvalId, expiresAt } = answer as { approvalId: string; expiresAt: string };
		const after = new Date(Date.parse(expiresAt) + 1);
		expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(60 * 60_000);
		expect(await approve(approvalId, organizer, { at: after })).toBe('approval_expired');
		expect((await ballot()).state).toBe('final');
		expect(await ask(requestUnlock, chair, { ...sheet(), reason }, { at: after })).toMatchObject({
			approvalId: expect.any(String)
		});
	});

	test('brings a verified round back to taking marks', async () => {
		await fillRound(db.database, contest, round(), { state: 'closed' });
		await ask(verifyRound, contest.accounts.chair, { roundId: round().id });
		const answer = await ask(requestUnlock, contest.accounts.chair, { ...sheet(), reason });
		await approve((answer as { approvalId: string }).approvalId, contest.accounts.organizer);
		expect([await stateOf(), (await ballot()).state]).toEqual(['open', 'draft']);
	});

	test('after publication needs the correction first, then still a second person', async () => {
		await published();
		const { organizer, chair } = contest.accounts;
		expect(await ask(requestUnlock, chair, { ...sheet(), reason })).toBe('contest_round_is_published');
		await approve(await asked());
		await ask(reopenRound, organizer, { roundId: round().id, reason });
		expect(await ask(unlockBallot, chair, { ...sheet(), reason })).toBe('approval_needed');
		expect(await ask(requestUnlock, chair, { ...sheet(), reason })).toMatchObject({
			approvalId: expect.any(String)
		});
	});

	test('is one person’s where nobody relied on the sheet yet', async () => {
		await fillRound(db.database, contest, round(), { state: 'open' });
		expect(await ask(requestUnlock, contest.accounts.chair, { ...sheet(), reason })).toBe(
			'approval_one_is_enough'
		);
		expect(await ask(unlockBallot, contest.accounts.chair, { ...sheet(), reason })).toMatchObject({
			version: 1
		});
	});

	test('is refused where the sheet has changed since it was shown', async () => {
		await fillRound(db.database, contest, round(), { state: 'closed' });
		await ask(verifyRound, contest.accounts.chair, { roundId: round().id });
		const answer = await ask(requestUnlock, contest.accounts.chair, { ...sheet(), reason });
		await db.database.transaction((tx) =>
			tx.ballot.updateMany({ where: sheet(), data: { version: { increment: 1 } } })
		);
		expect(await approve((answer as { approvalId: string }).approvalId, contest.accounts.organizer)).toBe(
			'approval_changed'
		);
	});
});
