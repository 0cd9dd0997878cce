import type { GenericSchema } from 'valibot';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { addDeduction } from '#lib/server/judging/add-deduction.ts';
import { enterGiven } from '#lib/server/judging/enter-given.ts';
import { enterPaper } from '#lib/server/judging/enter-paper.ts';
import { finalizeBallot } from '#lib/server/judging/finalize-ballot.ts';
import { papersOf } from '#lib/server/judging/papers-query.ts';
import { recordMarks } from '#lib/server/judging/record-marks.ts';
import { recordTime } from '#lib/server/judging/record-time.ts';
import { unlockBallot } from '#lib/server/judging/unlock-ballot.ts';
import { voidDeduction } from '#lib/server/judging/void-deduction.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { pairedTablet, putOnStage, smallContest, type SmallContest } from '../../support/small-contest.ts';
import { mark } from './tablet.ts';

const ALL = {
	'greeting.content': '5',
	'greeting.form': '3.5',
	'talent.message': '4',
	'talent.performance': '4.5'
};

let store: TestDatabase;
let contest: SmallContest;
beforeAll(async () => {
	store = await testDatabase();
});
afterAll(() => store.remove());
beforeEach(async () => {
	contest = await smallContest(store.database, { template: 'communeContest', teams: 2 });
});

const round = () => contest.rounds[0]!;
const sheet = () => ({
	roundId: round().id,
	teamId: round().teams[0]!.id,
	seatId: round().judges[0]!.id,
	partKey: '*'
});

/** The command's answer, or the codes of its refusal. */
async function ask<Schema extends GenericSchema, Result>(
	command: Command<Schema, Result>,
	actor: Actor,
	input: unknown
): Promise<Result | string[]> {
	const outcome = await execute(store.database, command, { actor, input });
	if (outcome.ok) return outcome.value;
	return [outcome.refusal.code, ...outcome.refusal.fields.map(({ field, code }) => `${field}: ${code}`)];
}

const paper = (entry: 1 | 2, actor: Actor, marks: Record<string, string> = ALL) =>
	ask(enterPaper, actor, { ...sheet(), entry, marks });
const ballot = () => store.database.read.ballot.findFirst({ where: { seatId: sheet().seatId } });

test('E38: a paper sheet counts when two people keyed in the same, comma or dot', async () => {
	const { secretary, secondSecretary } = contest.accounts;
	expect(await paper(1, secretary, { ...ALL, 'greeting.form': '3,50' })).toEqual({ state: 'first' });
	expect(await ballot()).toBe(null);
	expect(await paper(2, secondSecretary)).toMatchObject({ state: 'final' });
	const counted = await ballot();
	expect([counted?.state, counted?.source, JSON.parse(counted!.marks!)]).toEqual(['final', 'paper', ALL]);
	const marks = await store.database.read.mark.findMany({ where: { seatId: sheet().seatId } });
	expect(marks.map(({ criterion, value, source }) => [criterion, value, source]).toSorted()).toEqual(
		Object.entries(ALL)
			.map(([criterion, value]) => [criterion, value, 'paper'])
			.toSorted()
	);
	expect(await paper(1, secretary)).toEqual(['judging_ballot_final']);
});

test('two entries that differ are both shown and nothing counts until one is corrected', async () => {
	const { secretary, secondSecretary } = contest.accounts;
	await paper(1, secretary);
	const differences = [{ criterion: 'talent.message', first: '4', second: '4.5' }];
	expect(await paper(2, secondSecretary, { ...ALL, 'talent.message': '4.5' })).toEqual({
		state: 'differ',
		differences
	});
	expect([await ballot(), await store.database.read.mark.count({ where: { roundId: round().id } })]).toEqual([
		null,
		0
	]);
	expect(await papersOf(store.database.read, round().id)).toMatchObject([{ state: 'differ', differences }]);
	expect(await paper(2, secondSecretary)).toMatchObject({ state: 'final' });
});

test('one person cannot key in both entries, nor another’s', async () => {
	const { secretary, secondSecretary } = contest.accounts;
	await paper(1, secretary);
	expect(await paper(2, secretary)).toEqual(['judging_paper_same_person']);
	expect(await paper(1, secondSecretary)).toEqual(['judging_paper_taken']);
});

test('the figures of the first entry are not to be seen while the second is missing', async () => {
	await paper(1, contest.accounts.secretary);
	// Quoted, because a time of day may end in the same figures.
	expect(JSON.stringify(await papersOf(store.database.read, round().id))).not.toMatch(/"4[.,]50?\\?"/);
});

test('everything wrong on a paper sheet is told at once', async () => {
	const marks = { 'greeting.content': '9', 'greeting.form': '3,3', 'talent.message': 'x', 'quiz.a': '1' };
	expect(await paper(1, contest.accounts.secretary, marks)).toEqual([
		'invalid',
		'marks.greeting.content: judging_out_of_range',
		'marks.greeting.form: judging_off_step',
		'marks.talent.message: judging_not_a_mark',
		'marks.talent.performance: field_required',
		'marks.quiz.a: judging_not_your_criterion'
	]);
});

test('E14: the chair opens a ballot with a reason; its marks stay and may be changed although the team has left', async () => {
	const { actor } = await pairedTablet(store.database, contest.id, sheet().seatId);
	const { teamId } = sheet();
	await recordMarks(
		store.database,
		actor,
		Object.entries(ALL).map(([path, value]) => mark(teamId, path, value))
	);
	await ask(finalizeBallot, actor, { teamId, partKey: '*', marks: ALL });
	await putOnStage(store.database, round().id, round().teams[1]!.id);
	const reason = 'Giám khảo bấm nhầm điểm hình thức';
	expect(await ask(unlockBallot, contest.accounts.secretary, { ...sheet(), reason })).toEqual(['forbidden']);
	expect(await ask(unlockBallot, contest.accounts.chair, { ...sheet(), reason: '' })).toEqual([
		'invalid',
		'reason: contest_reason_required'
	]);
	expect(await ask(unlockBallot, contest.accounts.chair, { ...sheet(), reason })).toMatchObject({
		version: 1
	});
	const [answer] = await recordMarks(store.database, actor, [mark(teamId, 'greeting.form', '2')]);
	expect(answer!.status).toBe('stored');
	const changed = { ...ALL, 'greeting.form': '2' };
	await ask(finalizeBallot, actor, { teamId, partKey: '*', marks: changed });
	expect(JSON.parse((await ballot())!.marks!)).toEqual(changed);
	const entry = await store.database.read.auditEntry.findFirstOrThrow({
		where: { action: 'ballot.unlock', reason }
	});
	expect(JSON.parse(entry.before!)).toMatchObject({ state: 'final', version: 0 });
});

test('a ballot that a judge missed can be opened and filled in later', async () => {
	const { actor } = await pairedTablet(store.database, contest.id, sheet().seatId);
	await putOnStage(store.database, round().id, round().teams[1]!.id);
	const { teamId } = sheet();
	const refused = await recordMarks(store.database, actor, [mark(teamId, 'greeting.form', '2')]);
	await ask(unlockBallot, contest.accounts.chair, { ...sheet(), reason: 'Máy mất mạng khi đội diễn' });
	const stored = await recordMarks(store.database, actor, [mark(teamId, 'greeting.form', '2')]);
	expect([...refused, ...stored].map(({ status }) => status)).toEqual(['refused', 'stored']);
});

test('a deduction follows its type: fixed points, a limit, a part or the total', async () => {
	const city = await smallContest(store.database, { template: 'cityContest', teams: 2 });
	const { id: roundId, teams } = city.rounds[0]!;
	const add = (over: Record<string, unknown>) =>
		ask(addDeduction, city.accounts.secretary, {
			roundId,
			teamId: teams[0]!.id,
			reason: 'Theo biên bản',
			...over
		});
	expect(await add({ kind: 'lateArrival', points: '5' })).toMatchObject({ points: '1' });
	expect(await add({ kind: 'lateArrival', partKey: 'skit' })).toEqual([
		'invalid',
		'partKey: judging_deduction_total'
	]);
	expect(await add({ kind: 'overtime', partKey: 'skit', points: '0,5' })).toMatchObject({ points: '0.5' });
	expect(await add({ kind: 'overtime', partKey: 'skit', points: '0' })).toEqual([
		'invalid',
		'points: judging_deduction_zero'
	]);
	expect(await add({ kind: 'overtime', points: '1' })).toEqual(['invalid', 'partKey: field_required']);
	expect(await add({ kind: 'ineligibleMember', partKey: 'knowledge.situation' })).toMatchObject({
		points: ''
	});
	expect(await add({ kind: 'bribery' })).toEqual(['invalid', 'kind: judging_unknown_deduction']);
	const stored = await store.database.read.deduction.findMany({ where: { roundId } });
	expect(stored.map(({ kind, partKey, points }) => [kind, partKey, points])).toEqual([
		['lateArrival', null, '1'],
		['overtime', 'skit', '0.5'],
		['ineligibleMember', 'knowledge.situation', '']
	]);
	const deductionId = stored[0]!.id;
	const reason = 'Đội có mặt đúng giờ';
	expect(await ask(voidDeduction, city.accounts.secretary, { deductionId, reason })).toBe(null);
	expect(await ask(voidDeduction, city.accounts.secretary, { deductionId, reason })).toEqual([
		'judging_deduction_voided'
	]);
});

test('a measured score and a time on stage are written over, never doubled, and boards are told', async () => {
	const city = await smallContest(store.database, { template: 'cityContest', teams: 2 });
	const { id: roundId, teams } = city.rounds[0]!;
	const at = { roundId, teamId: teams[0]!.id };
	const { secretary } = city.accounts;
	const quiz = (value: string) => ask(enterGiven, secretary, { ...at, partKey: 'knowledge.quiz', value });
	expect(await quiz('7')).toEqual({ value: '7' });
	expect(await quiz('8')).toEqual({ value: '8' });
	expect(await quiz('8,5')).toEqual(['invalid', 'value: judging_off_step']);
	expect(await quiz('')).toEqual({ value: null });
	expect(await ask(enterGiven, secretary, { ...at, partKey: 'skit', value: '7' })).toEqual([
		'judging_not_given_part'
	]);
	expect(await ask(recordTime, secretary, { ...at, partKey: 'skit', durationMs: 900_500 })).toEqual({
		durationMs: 900_500
	});
	expect(await ask(recordTime, secretary, { ...at, partKey: 'dance', durationMs: 1 })).toEqual([
		'judging_unknown_part'
	]);
	const live = await store.database.read.round.findUniqueOrThrow({ where: { id: roundId } });
	expect([live.version, await store.database.read.givenScore.count({ where: { roundId } })]).toEqual([4, 1]);
});
