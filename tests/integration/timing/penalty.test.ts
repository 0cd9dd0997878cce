import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { execute } from '#lib/server/command/execute.ts';
import { recordedTimes } from '#lib/server/desk/times-query.ts';
import { recordTime } from '#lib/server/judging/record-time.ts';
import { loadSheet } from '#lib/server/results/sheet.ts';
import { confirmPenalty } from '#lib/server/timing/confirm-penalty.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { smallContest, type SmallContest } from '../../support/small-contest.ts';

let store: TestDatabase;
let contest: SmallContest;

beforeAll(async () => {
	store = await testDatabase();
});
afterAll(() => store.remove());
beforeEach(async () => {
	contest = await smallContest(store.database, { template: 'communeContest', teams: 2, opened: true });
});

const round = () => contest.rounds[0]!;
const place = () => ({ roundId: round().id, teamId: round().teams[0]!.id, partKey: 'greeting' });
const limitMs = () => contest.stage.parts[0]!.timeLimit!.seconds * 1000;

async function write(overMs: number): Promise<number> {
	const durationMs = limitMs() + overMs;
	const actor = contest.accounts.secretary;
	await execute(store.database, recordTime, { actor, input: { ...place(), durationMs } });
	return durationMs;
}
const confirm = (input: object) =>
	execute(store.database, confirmPenalty, {
		actor: contest.accounts.secretary,
		input: { ...place(), ...input }
	});
const time = async () =>
	(await recordedTimes(store.database.read, round().id, contest.stage, place().teamId))[0]!;
const counted = async () =>
	(await loadSheet(store.database.read, round().id)).sheet.deductions.map(({ points, time }) => [
		points,
		time?.proposed,
		time?.excessMs,
		time?.by
	]);

test('a recorded time proposes a penalty and takes nothing until a person confirms', async () => {
	const durationMs = await write(80_000);
	expect((await time()).proposal).toMatchObject({ kind: 'overtime', points: '1', excessMs: 80_000 });
	expect(await counted()).toEqual([]);
	expect(await confirm({ durationMs, points: '1' })).toMatchObject({ ok: true, value: { proposed: '1' } });
	const { name } = contest.accounts.secretary;
	expect(await counted()).toEqual([['1', '1', 80_000, name]]);
	expect((await time()).taken).toMatchObject({ points: '1', proposed: '1', by: name });
});

test('other points than proposed need a reason, also none at all, and both figures stay', async () => {
	const durationMs = await write(80_000);
	expect(await confirm({ durationMs, points: '0' })).toMatchObject({
		ok: false,
		refusal: { fields: [{ field: 'reason' }] }
	});
	expect(await confirm({ durationMs, points: '0', reason: 'Mất điện 2 phút' })).toMatchObject({ ok: true });
	expect(await counted()).toEqual([['0', '1', 80_000, contest.accounts.secretary.name]]);
});

test('a time that was changed proposes anew: the old penalty stands until it is confirmed again, then counts once', async () => {
	const first = await write(80_000);
	await confirm({ durationMs: first, points: '1' });
	const second = await write(130_000);
	expect(await counted()).toEqual([['1', '1', 80_000, contest.accounts.secretary.name]]);
	const changed = await time();
	expect([changed.proposal!.points, changed.taken!.durationMs === changed.durationMs]).toEqual(['2', false]);
	expect(await confirm({ durationMs: first, points: '1' })).toMatchObject({
		refusal: { code: 'timing_time_changed' }
	});
	expect(await confirm({ durationMs: second, points: '2' })).toMatchObject({ ok: true });
	expect(await counted()).toEqual([['2', '2', 130_000, contest.accounts.secretary.name]]);
	expect(await store.database.read.deduction.count({ where: { roundId: round().id } })).toBe(2);
});

test('a time put right within the rules lets the penalty be taken back to nothing', async () => {
	await confirm({ durationMs: await write(80_000), points: '1' });
	const right = await write(0);
	expect(await confirm({ durationMs: right, points: '0' })).toMatchObject({ ok: true });
	expect(await counted()).toEqual([['0', '0', 0, contest.accounts.secretary.name]]);
});

test('within the rules there is nothing to confirm, and without a time neither', async () => {
	expect(await confirm({ durationMs: 1, points: '1' })).toMatchObject({
		refusal: { code: 'timing_no_time' }
	});
	expect(await confirm({ durationMs: await write(0), points: '1' })).toMatchObject({
		refusal: { code: 'timing_nothing_proposed' }
	});
});
