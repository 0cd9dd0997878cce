import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitDraw } from '#lib/server/contest/draw-commit.ts';
import { runDraw } from '#lib/server/contest/draw-run.ts';
import { setContestStatus } from '#lib/server/contest/edit-contest.ts';
import { homeContests, publicContest } from '#lib/server/contest/public-contest-query.ts';
import { saveTeam } from '#lib/server/contest/save-team.ts';
import { city, type City } from './city.ts';

let here: City;
beforeAll(async () => {
	here = await city();
});
afterAll(() => here.remove());

describe('the public page of a contest', () => {
	it('is not there for a draft', async () => {
		const { contestId } = await here.contest('HIDDEN');
		expect(await publicContest(here.database.read, 'HIDDEN', 'vi')).toBeNull();
		await here.done(setContestStatus, { contestId, status: 'announced' });
		expect((await publicContest(here.database.read, 'HIDDEN', 'vi'))!.code).toBe('HIDDEN');
	});

	it('shows the hash of a draw before it, and seed and order after it', async () => {
		const { contestId, roundId, teamIds } = await here.prepared('PUBLIC');
		await here.done(setContestStatus, { contestId, status: 'announced' });
		const { seedHash } = await here.done(commitDraw, { roundId });
		const { seed } = await here.database.read.round.findUniqueOrThrow({ where: { id: roundId } });
		const before = (await publicContest(here.database.read, 'PUBLIC', 'vi'))!;
		expect(before.rounds[0]!.draw).toEqual({ roundId, state: 'committed', seedHash, seed: null, orders: [] });
		expect(JSON.stringify(before)).not.toContain(seed);
		await here.done(runDraw, { roundId });
		const after = (await publicContest(here.database.read, 'PUBLIC', 'vi'))!;
		expect(after.rounds[0]!.draw.seed).toBe(seed);
		expect([...after.rounds[0]!.draw.orders[0]!.teamIds].sort()).toEqual([...teamIds].sort());
	});

	it('names accepted teams, their units and models, and no person, phone or draft', async () => {
		const { contestId } = await here.contest('NAMES');
		const team = here.team(0, 'Đội công khai');
		const contact = { contactName: 'Vũ Kín Đáo', contactPhone: '0912000111', stageNeeds: 'Ba micro' };
		await here.done(saveTeam, { contestId, ...team, ...contact });
		await here.done(saveTeam, { contestId, ...here.team(1, 'Đội còn nháp'), accept: false });
		await here.done(setContestStatus, { contestId, status: 'announced' });
		const page = (await publicContest(here.database.read, 'NAMES', 'vi'))!;
		expect(page.teams.map(({ name, units, modelTitle }) => ({ name, units, modelTitle }))).toEqual([
			{ name: 'Đội công khai', units: ['Phường Bến Lau'], modelTitle: 'Tổ liên gia tự quản' }
		]);
		const text = JSON.stringify(page);
		for (const secret of [
			...team.members.map(({ fullName }) => fullName),
			'Kín Đáo',
			'0912000111',
			'còn nháp'
		]) {
			expect(text).not.toContain(secret);
		}
	});
});

it('has on the home page every contest but drafts, with the boards that run', async () => {
	await here.contest('DRAFT-HOME');
	const { roundId } = await here.opened('LIVE-HOME');
	const contests = await homeContests(here.database.read);
	const codes = contests.map(({ code }) => code);
	expect([codes.includes('LIVE-HOME'), codes.includes('DRAFT-HOME')]).toEqual([true, false]);
	expect(contests.find(({ code }) => code === 'LIVE-HOME')!.rounds.map(({ id }) => id)).toEqual([roundId]);
});
