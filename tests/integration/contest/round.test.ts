import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/live/id.ts';
import { commitDraw } from '#lib/server/contest/draw-commit.ts';
import { runDraw } from '#lib/server/contest/draw-run.ts';
import { contestChecklists } from '#lib/server/contest/round-checklist.ts';
import { closeRound } from '#lib/server/contest/round-close.ts';
import { openRound } from '#lib/server/contest/round-open.ts';
import { reopenRound } from '#lib/server/contest/round-reopen.ts';
import { verifyRound } from '#lib/server/contest/round-verify.ts';
import { makeRounds } from '#lib/server/contest/save-round.ts';
import { saveTeam } from '#lib/server/contest/save-team.ts';
import { setEntryStatus } from '#lib/server/contest/stage-entry-status.ts';
import { listen } from '#lib/server/realtime/bus.ts';
import { city, person, type City } from './city.ts';

let here: City;
beforeAll(async () => {
	here = await city();
});
afterAll(() => here.remove());

const stateOf = async (id: string) =>
	(await here.database.read.round.findUniqueOrThrow({ where: { id } })).state;
const reason = 'Theo ý kiến của Ban Tổ chức';

describe('the checklist of a round', () => {
	it('names what is missing and is clear when all is there', async () => {
		const { contestId } = await here.contest('LIST');
		const { roundIds } = await here.done(makeRounds, { contestId, stageKey: 'contest' });
		const codes = async () =>
			(await contestChecklists(here.database.read, contestId)).map(({ items }) =>
				items.filter(({ severity }) => severity === 'blocks').map(({ code }) => code)
			);
		expect(await codes()).toEqual([
			[
				'checklist_too_few_teams',
				'checklist_panel_below_quorum',
				'checklist_no_chair',
				'checklist_seed_not_committed',
				'checklist_order_not_drawn'
			]
		]);
		expect(await here.refusal(openRound, { roundId: roundIds[0] })).toBe('contest_round_not_ready');
		const ready = await here.prepared('READY');
		await here.done(commitDraw, { roundId: ready.roundId });
		await here.done(runDraw, { roundId: ready.roundId });
		const [list] = await contestChecklists(here.database.read, ready.contestId);
		expect(list!.items.filter(({ severity }) => severity === 'blocks')).toEqual([]);
	});

	it('does not pass an order that lacks a team accepted after the draw', async () => {
		const { contestId, roundId } = await here.prepared('LATE-TEAM');
		await here.done(commitDraw, { roundId });
		await here.done(runDraw, { roundId });
		await here.done(saveTeam, { contestId, ...here.team(3, 'Đội đến sau') });
		expect(await here.refusal(openRound, { roundId })).toBe('contest_round_not_ready');
	});
});

describe('a round', () => {
	it('opens under the newest rules, which are locked with it', async () => {
		const { contestId, roundId } = await here.prepared('LOCK');
		const [first] = await here.database.read.rulesVersion.findMany({ where: { contestId } });
		const second = { ...first!, id: newId(), version: 2, reason };
		await here.database.transaction((tx) => tx.rulesVersion.create({ data: second }));
		await here.done(commitDraw, { roundId });
		await here.done(runDraw, { roundId });
		const heard: unknown[] = [];
		const stop = listen((happening) => heard.push(happening));
		const answer = await here.done(openRound, { roundId });
		stop();
		expect(answer).toEqual({ state: 'open', rulesVersion: 2, rulesHash: first!.hash });
		expect(heard).toContainEqual({ kind: 'round.changed', contestId, roundId });
		const round = await here.database.read.round.findUniqueOrThrow({ where: { id: roundId } });
		expect([round.state, round.rulesVersionId]).toEqual(['open', second.id]);
		const rules = await here.database.read.rulesVersion.findMany({
			where: { contestId },
			orderBy: { version: 'asc' }
		});
		expect(rules.map(({ lockedAt }) => lockedAt !== null)).toEqual([false, true]);
	});

	it('goes through its states in order, and back only with a reason', async () => {
		const { contestId, roundId } = await here.opened('STATES');
		expect(await here.refusal(openRound, { roundId })).toBe('contest_round_is_open');
		expect(await here.refusal(verifyRound, { roundId })).toBe('contest_round_is_open');
		expect(await here.refusal(reopenRound, { roundId, reason })).toBe('contest_round_is_open');
		await here.done(closeRound, { roundId }, person('secretary', contestId));
		expect(await here.refusal(closeRound, { roundId })).toBe('contest_round_is_closed');
		expect(await here.refusal(reopenRound, { roundId, reason: '' })).toBe('invalid');
		expect(await here.refusal(reopenRound, { roundId, reason }, person('secretary', contestId))).toBe(
			'forbidden'
		);
		expect(await here.done(reopenRound, { roundId, reason })).toEqual({ state: 'open' });
		await here.done(closeRound, { roundId });
		expect(await stateOf(roundId)).toBe('closed');
	});

	it('is verified only when no competing team lacks a mark', async () => {
		const { contestId, roundId, teamIds } = await here.opened('WHOLE-SHEET');
		await here.done(closeRound, { roundId });
		const outcome = await here.ask(verifyRound, { roundId });
		expect(outcome.ok ? null : [outcome.refusal.code, outcome.refusal.params.count]).toEqual([
			'contest_round_incomplete',
			3
		]);
		for (const teamId of teamIds)
			await here.done(setEntryStatus, { roundId, teamId, status: 'absent', reason });
		expect(await here.done(verifyRound, { roundId }, person('jury-chair', contestId))).toEqual({
			state: 'verified'
		});
		expect(
			await here.refusal(setEntryStatus, { roundId, teamId: teamIds[0], status: 'competing', reason })
		).toBe('contest_round_is_verified');
		expect(await here.done(reopenRound, { roundId, reason })).toEqual({ state: 'closed' });
	});

	it('is opened, closed and verified by nobody of another contest', async () => {
		const { roundId } = await here.opened('OURS');
		const other = await here.contest('THEIRS');
		const stranger = person('organizer', other.contestId);
		expect(await here.refusal(openRound, { roundId }, stranger)).toBe('forbidden');
		expect(await here.refusal(closeRound, { roundId }, stranger)).toBe('forbidden');
		expect(await here.refusal(verifyRound, { roundId }, stranger)).toBe('forbidden');
		expect(await here.refusal(closeRound, { roundId: newId() })).toBe('not_found');
		expect(await stateOf(roundId)).toBe('open');
	});

	it('closes once when two people press at the same time', async () => {
		const { contestId, roundId } = await here.opened('CLOSE-RACE');
		const outcomes = await Promise.all([
			here.ask(closeRound, { roundId }),
			here.ask(closeRound, { roundId }, person('secretary', contestId))
		]);
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
	});
});

it('reads the checklists of three rounds with as many queries as of one', async () => {
	const one = await here.clustered('QUERIES-1', [1]);
	const three = await here.clustered('QUERIES-3', [1, 1, 1]);
	for (const { contestId } of [one, three]) await here.done(makeRounds, { contestId, stageKey: 'prelim' });
	const count = async (contestId: string) => {
		let queries = 0;
		const counting = new Proxy(here.database.read, {
			get(target, table: string) {
				const model = Reflect.get(target, table) as object;
				if (typeof model !== 'object' || model === null) return model;
				return new Proxy(model, {
					get(delegate, method: string) {
						queries += 1;
						const call = Reflect.get(delegate, method) as unknown;
						return typeof call === 'function' ? call.bind(delegate) : call;
					}
				});
			}
		});
		const lists = await contestChecklists(counting, contestId);
		return [lists.length, queries];
	};
	const [first, third] = [await count(one.contestId), await count(three.contestId)];
	expect([first[0], third[0]]).toEqual([1, 3]);
	expect(third[1]).toBe(first[1]);
});
