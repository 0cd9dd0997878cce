import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/live/id.ts';
import { closeRound } from '#lib/server/contest/round-close.ts';
import { callStage } from '#lib/server/contest/stage-call.ts';
import { setEntryStatus } from '#lib/server/contest/stage-entry-status.ts';
import { setPerformanceStatus } from '#lib/server/contest/stage-performance-status.ts';
import { runOfShow } from '#lib/server/contest/stage-run-of-show.ts';
import { listen } from '#lib/server/realtime/bus.ts';
import { city, organizer, person, type City } from './city.ts';

let here: City;
beforeAll(async () => {
	here = await city();
});
afterAll(() => here.remove());

const reason = 'Đội đến muộn vì kẹt xe';
/** The order drawn in a fresh open round, and what the run of show says. */
async function show(code: string) {
	const { contestId, roundId } = await here.opened(code);
	const now = async () => (await runOfShow(here.database.read, roundId))!;
	const order = (await now()).turns.map(({ teamId }) => teamId);
	const statuses = async () => (await now()).turns.map(({ status }) => status);
	const call = (teamId: string | null, partKey: string | null = teamId && '*') =>
		here.refusal(callStage, { roundId, teamId, partKey });
	return { contestId, roundId, order, now, statuses, call };
}

describe('the run of show', () => {
	it('has exactly one turn on stage, and calling the next ends the one before', async () => {
		const { contestId, roundId, order, now, statuses, call } = await show('ONE');
		expect([(await now()).onStage, (await now()).next!.teamId]).toEqual([null, order[0]]);
		const heard: unknown[] = [];
		const stop = listen((happening) => heard.push(happening));
		expect(await call(order[0]!)).toBe('done');
		expect(await call(order[1]!)).toBe('done');
		stop();
		expect(heard).toEqual([
			{ kind: 'stage.changed', contestId, roundId },
			{ kind: 'stage.changed', contestId, roundId }
		]);
		expect(await statuses()).toEqual(['performed', 'on-stage', 'waiting']);
		const state = await now();
		expect([state.onStage!.teamId, state.next!.teamId, state.performed]).toEqual([order[1], order[2], 1]);
		await call(null);
		expect(await statuses()).toEqual(['performed', 'performed', 'waiting']);
		expect((await now()).onStage).toBeNull();
	});

	it('changes nothing when the team that is on stage is called again', async () => {
		const { order, statuses, call, now } = await show('AGAIN');
		await call(order[0]!);
		const { version } = await now();
		expect(await call(order[0]!)).toBe('done');
		expect([(await now()).version, await statuses()]).toEqual([version, ['on-stage', 'waiting', 'waiting']]);
	});

	it('passes over a held turn until it waits again', async () => {
		const { roundId, order, now, statuses } = await show('HELD');
		const set = (status: string) =>
			here.refusal(setPerformanceStatus, { roundId, teamId: order[0], partKey: '*', status });
		expect(await set('held')).toBe('done');
		expect([(await now()).next!.teamId, (await now()).held.map(({ teamId }) => teamId)]).toEqual([
			order[1],
			[order[0]]
		]);
		expect(await set('waiting')).toBe('done');
		expect(await statuses()).toEqual(['waiting', 'waiting', 'waiting']);
	});

	it('does not call a turn that is over, missed or of nobody here', async () => {
		const { roundId, order, call } = await show('OVER');
		const other = await show('OVER-2');
		await call(order[0]!);
		await call(order[1]!);
		expect(await call(order[0]!)).toBe('contest_turn_performed');
		expect(await call(other.order[0]!)).toBe('not_found');
		expect(await call(order[2]!, 'talent')).toBe('not_found');
		const miss = { roundId, teamId: order[2], partKey: '*', status: 'missed' };
		expect(await here.refusal(setPerformanceStatus, miss)).toBe('contest_reason_required');
		await here.done(setPerformanceStatus, { ...miss, reason });
		expect(await call(order[2]!)).toBe('contest_turn_missed');
		const again = { roundId, teamId: order[0], partKey: '*', status: 'waiting' };
		expect(await here.refusal(setPerformanceStatus, again)).toBe('contest_reason_required');
		await here.done(setPerformanceStatus, { ...again, reason: 'Mất điện giữa chừng, thi lại' });
		expect(await call(order[0]!)).toBe('done');
	});

	it('takes a held team off the stage', async () => {
		const { roundId, order, now, statuses, call } = await show('OFF');
		await call(order[0]!);
		await here.done(setPerformanceStatus, { roundId, teamId: order[0], partKey: '*', status: 'held' });
		expect([(await now()).onStage, await statuses()]).toEqual([null, ['held', 'waiting', 'waiting']]);
	});

	it('has no turn left for a team that is absent, withdrawn or disqualified, until it is back', async () => {
		const { roundId, order, now, statuses, call } = await show('ABSENT');
		await call(order[0]!);
		const set = (teamId: string, status: string, why = reason) =>
			here.refusal(setEntryStatus, { roundId, teamId, status, reason: why });
		expect(await set(order[0]!, 'disqualified', '')).toBe('invalid');
		expect(await set(order[0]!, 'disqualified')).toBe('done');
		expect([(await now()).onStage, await statuses()]).toEqual([null, ['missed', 'waiting', 'waiting']]);
		expect(await set(order[1]!, 'absent')).toBe('done');
		expect((await now()).next!.teamId).toBe(order[2]);
		expect(await call(order[1]!)).toBe('contest_team_not_competing');
		expect(await set(order[1]!, 'competing')).toBe('done');
		expect((await now()).next!.teamId).toBe(order[1]);
		const entry = (await now()).turns[0]!;
		expect([entry.entryStatus, entry.entryReason]).toEqual(['disqualified', reason]);
	});

	it('moves only while the round is open, and by the people of the floor', async () => {
		const { contestId, roundId, order, call } = await show('FLOOR');
		const input = { roundId, teamId: order[0], partKey: '*' };
		expect(await here.refusal(callStage, input, person('viewer', contestId))).toBe('forbidden');
		expect(await here.refusal(callStage, input, person('timekeeper', newId()))).toBe('forbidden');
		expect(await here.refusal(callStage, input, person('timekeeper', contestId))).toBe('done');
		await here.done(closeRound, { roundId });
		expect(await call(order[1]!)).toBe('contest_round_is_closed');
		expect((await runOfShow(here.database.read, roundId))!.onStage).toBeNull();
	});

	it('has one team on stage when two people call at the same time', async () => {
		const { contestId, roundId, order, statuses } = await show('RACE');
		await Promise.all([
			here.ask(callStage, { roundId, teamId: order[0], partKey: '*' }, organizer),
			here.ask(callStage, { roundId, teamId: order[1], partKey: '*' }, person('secretary', contestId))
		]);
		expect((await statuses()).filter((status) => status === 'on-stage')).toHaveLength(1);
	});
});
