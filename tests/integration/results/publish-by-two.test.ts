import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GenericSchema } from 'valibot';
import type { Actor } from '#lib/domain/access/actor.ts';
import { newId } from '#lib/live/id.ts';
import { answerApproval } from '#lib/server/approvals/answer-approval.ts';
import { approvalsOf } from '#lib/server/approvals/approvals-query.ts';
import { requestPublication } from '#lib/server/approvals/request-publication.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { editContest } from '#lib/server/contest/edit-contest.ts';
import { publicProjection } from '#lib/server/live/public-projection.ts';
import { publishResult } from '#lib/server/results/publish.ts';
import { publishedResult } from '#lib/server/results/published-query.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { smallContest, type SmallContest } from '../../support/small-contest.ts';
import { fillRound } from './filled-round.ts';

let db: TestDatabase;
let contest: SmallContest;
const round = () => contest.rounds[0]!;
const roundId = () => round().id;

beforeEach(async () => {
	db = await testDatabase();
	contest = await smallContest(db.database);
	await db.database.transaction((tx) =>
		tx.contest.update({ where: { id: contest.id }, data: { publishNeedsTwo: true } })
	);
	await fillRound(db.database, contest, round());
});
afterEach(() => db.remove());

/** The command's answer, or the code of its refusal. */
async function ask<Schema extends GenericSchema, Result>(
	command: Command<Schema, Result>,
	actor: Actor,
	input: unknown,
	more: { at?: Date; key?: string } = {}
): Promise<Result | string> {
	const outcome = await execute(db.database, command, { actor, input, ...more });
	return outcome.ok ? outcome.value : outcome.refusal.code;
}

async function asked(actor: Actor = contest.accounts.organizer): Promise<string> {
	const answer = await ask(requestPublication, actor, { roundId: roundId() });
	if (typeof answer === 'string') throw new Error(answer);
	return answer.approvalId;
}

const agree = (approvalId: string, actor: Actor = contest.accounts.chair, key?: string) =>
	ask(answerApproval, actor, { approvalId, answer: 'approved' }, key ? { key } : {});

const versions = () => db.database.read.resultVersion.findMany({ where: { roundId: roundId() } });

describe('a contest whose results two people publish', () => {
	test('is not published by one person’s word, nor by the same person twice', async () => {
		expect(await ask(publishResult, contest.accounts.organizer, { roundId: roundId() })).toBe(
			'results_publish_needs_two'
		);
		const approvalId = await asked();
		expect(await agree(approvalId, contest.accounts.organizer)).toBe('approval_same_person');
		expect(await versions()).toEqual([]);
	});

	test('shows the second person everything that will be said, and the public nothing', async () => {
		const before = await publicProjection(db.database.read, roundId());
		await asked();
		expect(await publicProjection(db.database.read, roundId())).toEqual(before);
		expect(await publishedResult(db.database.read, contest.code, roundId())).toBeNull();
		const [view] = await approvalsOf(db.database.read, contest.accounts.chair, roundId(), 'vi', new Date());
		expect(view).toMatchObject({ kind: 'publish', state: 'waiting', isOwn: false });
		const teams = round().teams.map(({ name }) => name);
		expect(view!.result!.rows.map(({ place, team }) => [place, team])).toEqual(
			teams.map((team, at) => [String(at + 1), team])
		);
		expect(view!.result!.rows[0]!.total).toMatch(/^\d+(,\d+)?$/);
		expect(view!.result!.through).toBe(teams[0]);
	});

	test('is published the moment the second agrees, in the name of who asked, once however often it is pressed', async () => {
		const approvalId = await asked();
		const key = newId();
		expect(await agree(approvalId, contest.accounts.chair, key)).toEqual({
			answer: 'approved',
			kind: 'publish'
		});
		await agree(approvalId, contest.accounts.chair, key);
		expect(await agree(approvalId)).toBe('approval_answered');
		const made = await versions();
		expect(made.map(({ version, publishedBy }) => [version, publishedBy])).toEqual([
			[1, contest.accounts.organizer.accountId]
		]);
		const log = await db.database.read.auditEntry.findMany({
			where: { subjectKind: { in: ['approval', 'result'] } },
			orderBy: { seq: 'asc' }
		});
		expect(log.map(({ action, actorId }) => [action, actorId])).toEqual([
			['result.publish', contest.accounts.organizer.accountId],
			['approval.answer', contest.accounts.chair.accountId],
			['approval.answer', contest.accounts.chair.accountId]
		]);
	});

	test('is not published as it was once anything has changed since it was looked at', async () => {
		const approvalId = await asked();
		await db.database.transaction((tx) =>
			tx.entry.updateMany({
				where: { roundId: roundId(), teamId: round().teams[0]!.id },
				data: { status: 'disqualified' }
			})
		);
		expect(await agree(approvalId)).toBe('approval_changed');
		expect(await versions()).toEqual([]);
	});

	test('is asked for only when it is ready, and one request at a time', async () => {
		const open = contest.rounds[1]!;
		expect(await ask(requestPublication, contest.accounts.organizer, { roundId: open.id })).toBe(
			'results_not_verified'
		);
		await asked();
		expect(await ask(requestPublication, contest.accounts.organizer, { roundId: roundId() })).toBe(
			'approval_waiting'
		);
		for (const actor of [contest.accounts.secretary, contest.accounts.chair]) {
			expect(await ask(requestPublication, actor, { roundId: roundId() })).toBe('forbidden');
		}
	});

	test('cannot give it up once a round has begun', async () => {
		const {
			id: contestId,
			titleVi,
			titleEn,
			hostUnitId,
			level
		} = await db.database.read.contest.findUniqueOrThrow({
			where: { id: contest.id }
		});
		const fields = { contestId, titleVi, titleEn, hostUnitId, level };
		expect(await ask(editContest, contest.accounts.organizer, fields)).toBe('contest_two_stays');
		expect(await ask(editContest, contest.accounts.organizer, { ...fields, publishNeedsTwo: 'on' })).toEqual({
			contestId
		});
	});
});
