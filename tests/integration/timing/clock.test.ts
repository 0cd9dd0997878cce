import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import type { Moment } from '#lib/domain/timing/stage-clock.ts';
import { newId } from '#lib/live/id.ts';
import { execute } from '#lib/server/command/execute.ts';
import { recordedTimes } from '#lib/server/desk/times-query.ts';
import { recordTime } from '#lib/server/judging/record-time.ts';
import { clockView } from '#lib/server/timing/clock-query.ts';
import { pressClockBy } from '#lib/server/timing/press-clock.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { smallContest, type SmallContest } from '../../support/small-contest.ts';

let store: TestDatabase;
let contest: SmallContest;
let now: Moment;
const press = pressClockBy(() => now);
const WALL = Date.parse('2026-01-05T02:00:00Z');

beforeAll(async () => {
	store = await testDatabase();
});
afterAll(() => store.remove());
beforeEach(async () => {
	contest = await smallContest(store.database, { template: 'communeContest', teams: 2, opened: true });
	now = { run: 'first', monotonicMs: 5000, wallMs: WALL };
});

const round = () => contest.rounds[0]!;
const place = (team = 0) => ({ roundId: round().id, teamId: round().teams[team]!.id, partKey: 'greeting' });
const pass = (ms: number, setBy = 0) => {
	now = { ...now, monotonicMs: now.monotonicMs + ms, wallMs: now.wallMs + ms + setBy };
};

async function pressed(kind: string, more: object = {}, actor: Actor = contest.accounts.organizer) {
	const pressId = newId();
	const input = { ...place(), pressId, kind, attempt: 1, ...more };
	const outcome = await execute(store.database, press, { actor, input, key: input.pressId });
	return outcome.ok ? outcome.value : outcome.refusal;
}
const time = async () =>
	(await recordedTimes(store.database.read, round().id, contest.stage, place().teamId))[0] ?? null;

test('E19: start, pause, resume and stop are kept as they were pressed, and the stop records the time', async () => {
	await pressed('start');
	pass(100_000);
	await pressed('pause');
	pass(50_000);
	await pressed('resume');
	pass(260_500);
	expect(await pressed('stop')).toMatchObject({ elapsedMs: 360_500, origin: 'server' });
	const events = await store.database.read.clockEvent.findMany({
		where: { roundId: round().id },
		orderBy: { seq: 'asc' }
	});
	expect(events.map(({ kind, elapsedMs }) => [kind, elapsedMs])).toEqual([
		['start', 0],
		['pause', 100_000],
		['resume', 100_000],
		['stop', 360_500]
	]);
	expect(await time()).toMatchObject({ durationMs: 360_500, measuredMs: 360_500, origin: 'server' });
});

test('E24: setting the server’s calendar clock during a performance changes no time, and both figures are on record', async () => {
	await pressed('start');
	pass(200_000, -7_200_000);
	pass(100_000);
	await pressed('stop');
	expect(await time()).toMatchObject({ durationMs: 300_000, origin: 'server' });
	const stop = await store.database.read.clockEvent.findFirst({
		where: { roundId: round().id, kind: 'stop' }
	});
	expect([stop!.elapsedMs, stop!.wallMs]).toEqual([300_000, 0]);
});

test('E42: a restart of the server in the middle is bridged by its calendar clock, and the time says so', async () => {
	await pressed('start');
	now = { run: 'second', monotonicMs: 12, wallMs: WALL + 240_000 };
	expect((await clockView(store.database.read, round().id, () => now))!.clocks[0]).toMatchObject({
		state: 'running',
		elapsedMs: 240_000,
		origin: 'bridged'
	});
	pass(1000);
	await pressed('stop');
	expect(await time()).toMatchObject({ durationMs: 241_000, origin: 'bridged' });
});

test('presses of a tablet that was offline count for their own moments, and the time says that it is the tablet’s', async () => {
	pass(900_000);
	await pressed('start', { waitedMs: 800_000, deviceTime: WALL + 90_000, clockOffsetMs: -10_000 });
	await pressed('stop', { waitedMs: 480_000 });
	expect(await time()).toMatchObject({ durationMs: 320_000, origin: 'device' });
	const start = await store.database.read.clockEvent.findFirst({
		where: { roundId: round().id, kind: 'start' }
	});
	expect([start!.waitedMs, start!.deviceTime!.getTime(), start!.clockOffsetMs]).toEqual([
		800_000,
		WALL + 90_000,
		-10_000
	]);
});

test('of two timekeepers the second hears who was first, and the same press sent again changes nothing', async () => {
	const pressId = newId();
	const first = await pressed('start', { pressId });
	pass(700);
	expect(await pressed('start', {}, contest.accounts.secretary)).toMatchObject({
		code: 'timing_already_running',
		params: { by: contest.accounts.organizer.name }
	});
	expect(await pressed('start', { pressId })).toEqual(first);
	expect(await pressed('stop', { pressId })).toMatchObject({ code: 'key_reused' });
	expect(await store.database.read.clockEvent.count({ where: { roundId: round().id } })).toBe(1);
});

test('two timekeepers who press in the same instant start one clock', async () => {
	const answers = await Promise.all([
		pressed('start'),
		pressed('start', {}, contest.accounts.secretary),
		pressed('start', {}, contest.accounts.secondSecretary)
	]);
	expect(answers.filter((answer) => 'elapsedMs' in answer)).toHaveLength(1);
	expect(await store.database.read.clockEvent.count({ where: { roundId: round().id } })).toBe(1);
});

test('a clock starts for the team on stage only, and a press of an earlier attempt is refused', async () => {
	expect(await pressed('start', place(1))).toMatchObject({ code: 'timing_not_on_stage' });
	expect(await pressed('stop')).toMatchObject({ code: 'timing_is_waiting' });
	expect(await pressed('start', { attempt: 2 })).toMatchObject({ code: 'timing_other_attempt' });
});

test('another time than the clock’s needs a reason; the clock’s own time stays beside it', async () => {
	await pressed('start');
	pass(330_000);
	await pressed('stop');
	const actor = contest.accounts.secretary;
	const write = (input: object) =>
		execute(store.database, recordTime, { actor, input: { ...place(), durationMs: 310_000, ...input } });
	expect(await write({})).toMatchObject({ ok: false, refusal: { fields: [{ field: 'reason' }] } });
	expect(await write({ reason: 'Bấm dừng muộn vì mất điện' })).toMatchObject({ ok: true });
	expect(await time()).toMatchObject({
		durationMs: 310_000,
		measuredMs: 330_000,
		reason: 'Bấm dừng muộn vì mất điện'
	});
	await pressed('resume');
	pass(5000);
	await pressed('stop');
	expect(await time()).toMatchObject({ durationMs: 310_000, measuredMs: 335_000 });
	await write({ durationMs: 335_000 });
	expect(await time()).toMatchObject({ durationMs: 335_000, measuredMs: 335_000, reason: null });
});

test('a clock set back to zero takes its time back', async () => {
	await pressed('start');
	pass(9000);
	await pressed('stop');
	await pressed('reset');
	expect(await time()).toBe(null);
	await pressed('start');
	pass(1000);
	expect((await clockView(store.database.read, round().id, () => now))!.clocks[0]).toMatchObject({
		state: 'running',
		elapsedMs: 1000
	});
});
