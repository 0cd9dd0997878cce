import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { newId } from '#lib/live/id.ts';
import { verifyAuditChain } from '#lib/server/audit/verify-chain.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { callStage } from '#lib/server/contest/stage-call.ts';
import { answerTablet, ownView } from '#lib/server/judging/answer-tablet.ts';
import { acceptHeld, declineHeld } from '#lib/server/judging/decide-held.ts';
import { enterPaper } from '#lib/server/judging/enter-paper.ts';
import { recordTime } from '#lib/server/judging/record-time.ts';
import { loadSheet } from '#lib/server/results/sheet.ts';
import { voidedAttempts } from '#lib/server/timing/attempt-record.ts';
import { confirmPenalty } from '#lib/server/timing/confirm-penalty.ts';
import { performAgain } from '#lib/server/timing/perform-again.ts';
import { pressClock } from '#lib/server/timing/press-clock.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import {
	pairedTablet,
	smallContest,
	type PairedTablet,
	type SmallContest
} from '../../support/small-contest.ts';
import { finalAsk, mark, marksAsk, outcomes } from '../judging/tablet.ts';

const FIRST = {
	'greeting.content': '5',
	'greeting.form': '3.5',
	'talent.message': '4',
	'talent.performance': '4.5'
};
const SECOND = { ...FIRST, 'greeting.content': '4', 'talent.message': '3.5' };
const reason = 'Mất điện giữa phần thi';

let store: TestDatabase;
let contest: SmallContest;
let tablet: PairedTablet;

beforeAll(async () => {
	store = await testDatabase();
});
afterAll(() => store.remove());
beforeEach(async () => {
	contest = await smallContest(store.database, { template: 'communeContest', teams: 2, opened: true });
	tablet = await pairedTablet(store.database, contest.id, seatId());
});

const roundId = () => contest.rounds[0]!.id;
const seatId = () => contest.rounds[0]!.judges[1]!.id;
const teamId = () => contest.rounds[0]!.teams[0]!.id;
const turn = () => ({ roundId: roundId(), teamId: teamId(), partKey: '*' });
const ask = (asked: unknown) => answerTablet(store.database, { actor: tablet.actor, wake: null }, asked);
const sheetOf = (values: Readonly<Record<string, string>>, attempt?: number, base = 0) =>
	marksAsk(
		...Object.entries(values).map(([path, value]) =>
			mark(teamId(), path, value, { base, ...(attempt ? { attempt } : {}) })
		)
	);
/** The newest mark that the judge has on the screen. */
const seen = async () =>
	Math.max(0, ...(await ownView(store.database, tablet.actor)).marks.map(({ seq }) => seq));
const final = (values: Readonly<Record<string, string>>, attempt?: number) => ({
	...finalAsk(teamId(), values),
	...(attempt ? { attempt } : {})
});

async function does(command: unknown, input: object, actor: Actor = contest.accounts.organizer) {
	const outcome = await execute(store.database, command as Command, { actor, input });
	return outcome.ok ? outcome.value : outcome.refusal.code;
}
const again = (attempt = 1, actor?: Actor) => does(performAgain, { ...turn(), attempt, reason }, actor);
const call = () => does(callStage, turn());
const counted = async () => {
	const { sheet } = await loadSheet(store.database.read, roundId());
	return {
		marks: Object.fromEntries(
			sheet.marks.filter((one) => one.judgeId === seatId()).map((one) => [one.criterionKey, one.value])
		),
		deductions: sheet.deductions.length,
		times: sheet.timings.length
	};
};

/** Everything of a first attempt: a sheet handed in, a time, a penalty. */
async function firstAttempt(): Promise<void> {
	await ask(sheetOf(FIRST));
	await ask(final(FIRST));
	const place = { ...turn(), partKey: 'greeting' };
	const durationMs = (contest.stage.parts[0]!.timeLimit!.seconds + 80) * 1000;
	await does(recordTime, { ...place, durationMs }, contest.accounts.secretary);
	await does(confirmPenalty, { ...place, durationMs, points: '1' }, contest.accounts.secretary);
}

test('E19: nothing of the first attempt counts any more, all of it stays on record, and the second counts alone', async () => {
	await firstAttempt();
	expect(await counted()).toEqual({ marks: FIRST, deductions: 1, times: 1 });
	expect(await again()).toEqual({ attempt: 2 });
	expect(await counted()).toEqual({ marks: {}, deductions: 0, times: 0 });
	const [voided] = await voidedAttempts(store.database.read, roundId());
	expect(voided).toMatchObject({ attempt: 1, reason, by: contest.accounts.organizer.name });
	expect(voided!.record.ballots.map(({ state, marks }) => [state, marks])).toEqual([['final', FIRST]]);
	expect(voided!.record.marks).toHaveLength(4);
	expect(voided!.record.times).toHaveLength(1);
	expect(voided!.record.deductions.map(({ points }) => points)).toEqual(['1']);

	const view = await ownView(store.database, tablet.actor);
	expect(view.turns.find((one) => one.teamId === teamId())).toMatchObject({ attempt: 2, status: 'waiting' });
	expect(view.onStage).toBe(null);
	expect(view.ballots.map(({ state, isUnlocked }) => [state, isUnlocked])).toEqual([['draft', false]]);
	expect(view.marks.filter(({ value }) => value !== null)).toEqual([]);

	await call();
	expect(outcomes(await ask(sheetOf(SECOND, 2, await seen())))).toEqual([
		'stored',
		'stored',
		'stored',
		'stored'
	]);
	expect(await ask(final(SECOND, 2))).toMatchObject({ kind: 'final' });
	expect(await counted()).toEqual({ marks: SECOND, deductions: 0, times: 0 });
	expect((await verifyAuditChain(store.database.read)).whole).toBe(true);
});

test('a tablet that delivers marks of the first attempt after the second began has them held, and they never count', async () => {
	await again();
	await call();
	const late = sheetOf(FIRST, 1);
	expect(outcomes(await ask(late))).toEqual(['held', 'held', 'held', 'held']);
	expect(outcomes(await ask(late))).toEqual(['held', 'held', 'held', 'held']);
	expect(outcomes(await ask(sheetOf({ 'greeting.form': '3' })))).toEqual(['held']);
	expect(await ask(final(FIRST, 1))).toMatchObject({ kind: 'refused', code: 'judging_other_attempt' });
	expect(await ask(final(FIRST))).toMatchObject({ kind: 'refused', code: 'judging_other_attempt' });
	const held = await store.database.read.heldMark.findMany({ where: { roundId: roundId() } });
	expect(new Set(held.map(({ code, attempt }) => `${code} ${attempt}`))).toEqual(
		new Set(['judging_other_attempt 1'])
	);
	const decision = { ...turn(), seatId: seatId(), held: held.map(({ id }) => id), reason };
	expect(await does(acceptHeld, decision)).toBe('judging_other_attempt');
	expect(await counted()).toMatchObject({ marks: {} });

	await ask(sheetOf(SECOND, 2));
	await ask(final(SECOND, 2));
	expect(await counted()).toMatchObject({ marks: SECOND });
	expect(await does(acceptHeld, decision)).toBe('judging_other_attempt');
	expect(await does(declineHeld, decision)).toBe(null);
	expect(await counted()).toMatchObject({ marks: SECOND });
});

test('marks of the first attempt that come after the round was closed are held as well, and cannot be accepted later', async () => {
	await again();
	await call();
	await ask(sheetOf(SECOND, 2));
	await store.database.transaction((tx) =>
		tx.round.update({ where: { id: roundId() }, data: { state: 'closed' } })
	);
	expect(outcomes(await ask(sheetOf({ 'talent.message': '1' }, 1)))).toEqual(['held']);
	expect(await ask(final(FIRST, 1))).toMatchObject({ kind: 'held' });
	await store.database.transaction((tx) =>
		tx.round.update({ where: { id: roundId() }, data: { state: 'open' } })
	);
	const held = await store.database.read.heldMark.findMany({ where: { roundId: roundId() } });
	expect(held.map(({ attempt }) => attempt)).toEqual([1, 1]);
	const decision = { ...turn(), seatId: seatId(), held: held.map(({ id }) => id), reason };
	expect(await does(acceptHeld, decision)).toBe('judging_other_attempt');
});

test('an attempt is voided once however often it is asked, only after it began, and only by organizer or chair', async () => {
	expect(await again(1, contest.accounts.secretary)).toBe('forbidden');
	expect(await again(1, contest.accounts.chair)).toEqual({ attempt: 2 });
	expect(await again(1)).toBe('timing_other_attempt');
	expect(await again(2)).toBe('timing_turn_waiting');
	expect(await voidedAttempts(store.database.read, roundId())).toHaveLength(1);
	expect(await does(performAgain, { ...turn(), attempt: 2, reason: 'ừ' })).toBe('invalid');
});

test('paper of the first attempt is put aside: one entry of it and one of the second never make a sheet', async () => {
	const paper = { ...turn(), seatId: seatId() };
	await does(enterPaper, { ...paper, entry: 1, marks: FIRST }, contest.accounts.secretary);
	await again();
	await call();
	expect(
		await does(enterPaper, { ...paper, entry: 2, marks: FIRST }, contest.accounts.secondSecretary)
	).toEqual({
		state: 'first'
	});
	expect(await counted()).toMatchObject({ marks: {} });
	await does(enterPaper, { ...paper, entry: 1, marks: FIRST }, contest.accounts.secretary);
	expect(await counted()).toMatchObject({ marks: FIRST });
	const marks = await store.database.read.mark.findMany({ where: { roundId: roundId() } });
	expect(new Set(marks.map(({ attempt }) => attempt))).toEqual(new Set([2]));
});

test('the clock of the second attempt starts at nothing, and a late press of the first moves neither', async () => {
	const press = (kind: string, attempt: number, waitedMs = 0) =>
		does(pressClock, {
			...turn(),
			partKey: 'greeting',
			pressId: newId(),
			kind,
			attempt,
			waitedMs
		});
	await press('start', 1);
	await again();
	await call();
	expect(await press('stop', 1, 60_000)).toBe('timing_other_attempt');
	expect(await press('start', 2)).toMatchObject({ elapsedMs: 0 });
	expect(await counted()).toMatchObject({ times: 0 });
});
