import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyDraw } from '#lib/domain/contest/draw.ts';
import { newId } from '#lib/live/id.ts';
import { commitDraw } from '#lib/server/contest/draw-commit.ts';
import { drawOf } from '#lib/server/contest/draw-query.ts';
import { runDraw } from '#lib/server/contest/draw-run.ts';
import { typeDraw } from '#lib/server/contest/draw-type.ts';
import { makeRounds } from '#lib/server/contest/save-round.ts';
import { saveTeam } from '#lib/server/contest/save-team.ts';
import { city, organizer, person, type City } from './city.ts';

let here: City;
beforeAll(async () => {
	here = await city();
});
afterAll(() => here.remove());

const turnsOf = (roundId: string) =>
	here.database.read.performance.findMany({ where: { roundId }, orderBy: { position: 'asc' } });
const entriesOf = (roundId: string) =>
	here.database.read.entry.findMany({ where: { roundId }, orderBy: { position: 'asc' } });

describe('a draw from a committed seed', () => {
	it('shows the hash before and the seed only after, and anyone can repeat it', async () => {
		const { roundId, teamIds } = await here.prepared('SEED');
		const { seedHash } = await here.done(commitDraw, { roundId });
		const { seed: hidden } = await here.database.read.round.findUniqueOrThrow({ where: { id: roundId } });
		expect(createHash('sha256').update(hidden!).digest('hex')).toBe(seedHash);
		const before = await drawOf(here.database.read, roundId);
		expect(before).toEqual({ roundId, state: 'committed', seedHash, seed: null, orders: [] });

		const { seed, order } = await here.done(runDraw, { roundId });
		expect(seed).toBe(hidden);
		const after = (await drawOf(here.database.read, roundId))!;
		expect(after.orders.map(({ partKey }) => partKey)).toEqual(['greeting', 'talent']);
		const first = after.orders[0]!.teamIds;
		expect(verifyDraw({ roundId, partKey: 'greeting', commitment: seedHash, seed, order: first })).toEqual({
			ok: true
		});
		expect([...order.greeting!].sort()).toEqual([...teamIds].sort());
		expect((await entriesOf(roundId)).map(({ teamId }) => teamId)).toEqual(first);
	});

	it('leaves the seed in no answer and no line of the audit log before it is run', async () => {
		const { roundId } = await here.prepared('HIDDEN');
		const outcome = await here.ask(commitDraw, { roundId }, organizer, newId());
		const { seed } = await here.database.read.round.findUniqueOrThrow({ where: { id: roundId } });
		expect(seed).toMatch(/^[0-9a-f]{64}$/);
		const read = here.database.read;
		const everything = JSON.stringify([
			outcome,
			await drawOf(read, roundId),
			await read.auditEntry.findMany({ where: { subjectId: roundId } }),
			await read.commandReceipt.findMany()
		]);
		expect(everything).toContain('seedHash');
		expect(everything).not.toContain(seed);
	});

	it('is not run without a commitment, nor twice, nor by anybody', async () => {
		const { roundId, contestId } = await here.prepared('ORDERLY');
		expect(await here.refusal(runDraw, { roundId })).toBe('contest_draw_not_committed');
		expect(await here.refusal(commitDraw, { roundId }, person('secretary', contestId))).toBe('forbidden');
		await here.done(commitDraw, { roundId });
		expect(await here.refusal(runDraw, { roundId }, person('viewer', contestId))).toBe('forbidden');
		expect(await here.refusal(runDraw, { roundId }, person('secretary', newId()))).toBe('forbidden');
		expect(await here.refusal(runDraw, { roundId }, person('secretary', contestId))).toBe('done');
		expect(await here.refusal(runDraw, { roundId })).toBe('contest_draw_done');
	});

	it('starts over only with a reason, which stays in the audit log with the old order', async () => {
		const { roundId } = await here.prepared('OVER');
		const { seedHash } = await here.done(commitDraw, { roundId });
		await here.done(runDraw, { roundId });
		expect(await here.refusal(commitDraw, { roundId })).toBe('contest_draw_restart_reason');
		const again = await here.done(commitDraw, { roundId, reason: 'Một đội đăng ký bổ sung' });
		expect(again.seedHash).not.toBe(seedHash);
		expect(await turnsOf(roundId)).toEqual([]);
		expect((await entriesOf(roundId)).map(({ position }) => position)).toEqual([0, 0, 0]);
		const last = await here.database.read.auditEntry.findFirstOrThrow({
			where: { subjectId: roundId },
			orderBy: { seq: 'desc' }
		});
		expect(last.reason).toBe('Một đội đăng ký bổ sung');
		expect(last.before).toContain('drawOrder');
	});

	it('of a contest that shows its parts in one turn gives every team one turn', async () => {
		const { roundId } = await here.prepared('WHOLE');
		await here.done(commitDraw, { roundId });
		await here.done(runDraw, { roundId });
		expect(
			(await turnsOf(roundId)).map(({ partKey, position, status }) => [partKey, position, status])
		).toEqual([
			['*', 1, 'waiting'],
			['*', 2, 'waiting'],
			['*', 3, 'waiting']
		]);
	});

	it('of a contest with a reversed part gives a turn for every part, the skit from the last to the first', async () => {
		const { contestId } = await here.clustered('REVERSED', [3, 1]);
		const { roundIds } = await here.done(makeRounds, { contestId, stageKey: 'prelim' });
		const roundId = roundIds[0]!;
		await here.done(commitDraw, { roundId });
		expect(await here.refusal(runDraw, { roundId, turns: 'whole' })).toBe('contest_turns_need_same_order');
		await here.done(runDraw, { roundId });
		const order = (await entriesOf(roundId)).map(({ teamId }) => teamId);
		const turns = await turnsOf(roundId);
		expect(turns.map(({ partKey, teamId }) => [partKey, teamId])).toEqual([
			...order.map((teamId) => ['greeting', teamId]),
			...order.map((teamId) => ['knowledge', teamId]),
			...order.toReversed().map((teamId) => ['skit', teamId])
		]);
		expect(turns.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
	});

	it('has accepted teams of the round only: no draft, and nobody of another cluster', async () => {
		const { contestId, teamIds } = await here.clustered('ACCEPTED', [2, 2]);
		await here.done(saveTeam, { contestId, ...here.team(4, 'Đội nháp', 5), accept: false });
		const { roundIds } = await here.done(makeRounds, { contestId, stageKey: 'prelim' });
		await here.done(commitDraw, { roundId: roundIds[1] });
		await here.done(runDraw, { roundId: roundIds[1] });
		const drawn = (await entriesOf(roundIds[1]!)).map(({ teamId }) => teamId);
		expect(drawn.sort()).toEqual(teamIds[1]!.sort());
	});

	it('is run once by two people who press at the same time', async () => {
		const { roundId, contestId } = await here.prepared('RACE');
		await here.done(commitDraw, { roundId });
		const outcomes = await Promise.all([
			here.ask(runDraw, { roundId }, organizer),
			here.ask(runDraw, { roundId }, person('secretary', contestId))
		]);
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
		expect(outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.refusal.code))).toEqual([
			'contest_draw_done'
		]);
		expect(await turnsOf(roundId)).toHaveLength(3);
	});
});

describe('a draw at the table', () => {
	const reason = 'Bốc thăm công khai tại buổi họp đội trưởng';

	it('is typed in with a reason and gives the same places and turns', async () => {
		const { roundId, teamIds } = await here.prepared('TYPED');
		const order = [teamIds[2], teamIds[0], teamIds[1]];
		await here.done(typeDraw, { roundId, orders: { greeting: order }, reason });
		expect((await entriesOf(roundId)).map(({ teamId }) => teamId)).toEqual(order);
		expect(await drawOf(here.database.read, roundId)).toEqual({
			roundId,
			state: 'typed',
			seedHash: null,
			seed: null,
			orders: [
				{ partKey: 'greeting', teamIds: order },
				{ partKey: 'talent', teamIds: order }
			]
		});
	});

	it('has every team exactly once, and only teams of the round', async () => {
		const { roundId, teamIds } = await here.prepared('PERMUTATION');
		const foreign = await here.prepared('FOREIGN');
		const type = (order: readonly (string | undefined)[]) =>
			here.ask(typeDraw, { roundId, orders: { greeting: order }, reason });
		const codes = async (order: readonly (string | undefined)[]) => {
			const outcome = await type(order);
			return outcome.ok ? [] : outcome.refusal.fields.map(({ code }) => code);
		};
		expect(await codes([teamIds[0], teamIds[1]])).toEqual(['contest_draw_team_missing']);
		expect(await codes([teamIds[0], teamIds[1], teamIds[1]])).toEqual([
			'contest_draw_team_missing',
			'contest_draw_team_twice'
		]);
		expect(await codes([...teamIds, foreign.teamIds[0]])).toEqual(['contest_draw_team_unknown']);
		expect(await codes([...teamIds])).toEqual([]);
		expect(await here.refusal(typeDraw, { roundId, orders: { greeting: teamIds }, reason: 'a' })).toBe(
			'invalid'
		);
	});

	it('gives an order of its own only to parts that the rules draw for themselves', async () => {
		const { roundId, teamIds } = await here.prepared('SMUGGLED');
		const foreign = await here.prepared('SMUGGLED-2');
		await here.done(typeDraw, { roundId, orders: { greeting: teamIds, talent: foreign.teamIds }, reason });
		expect((await drawOf(here.database.read, roundId))!.orders[1]!.teamIds).toEqual(teamIds);
	});

	it('gives up a committed seed without ever showing it', async () => {
		const { roundId, teamIds } = await here.prepared('GIVEN-UP');
		await here.done(commitDraw, { roundId });
		const { seed } = await here.database.read.round.findUniqueOrThrow({ where: { id: roundId } });
		await here.done(typeDraw, { roundId, orders: { greeting: teamIds }, reason });
		const log = await here.database.read.auditEntry.findMany({ where: { subjectId: roundId } });
		expect(JSON.stringify([await drawOf(here.database.read, roundId), log])).not.toContain(seed);
		expect(await here.refusal(runDraw, { roundId })).toBe('contest_draw_done');
	});

	it('does not change the order of a round that is open', async () => {
		const { roundId, teamIds } = await here.opened('TOO-LATE');
		expect(await here.refusal(typeDraw, { roundId, orders: { greeting: teamIds }, reason })).toBe(
			'contest_draw_round_opened'
		);
		expect(await here.refusal(commitDraw, { roundId, reason })).toBe('contest_draw_round_opened');
	});
});
