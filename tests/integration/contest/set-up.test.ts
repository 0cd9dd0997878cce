import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/live/id.ts';
import { createContest } from '#lib/server/contest/create-contest.ts';
import { editContest, setContestStatus } from '#lib/server/contest/edit-contest.ts';
import { placeTeams } from '#lib/server/contest/place-teams.ts';
import { makeClusters, removeCluster, saveCluster } from '#lib/server/contest/save-cluster.ts';
import { makeRounds, removeRound, saveRound } from '#lib/server/contest/save-round.ts';
import { city, organizer, person, type City } from './city.ts';

let here: City;
beforeAll(async () => {
	here = await city();
});
afterAll(() => here.remove());

describe('a contest', () => {
	it('begins with the rules of a template, as a draft, with its code in capitals', async () => {
		const { contestId, code } = await here.contest('hn-dvk-2024');
		expect(code).toBe('HN-DVK-2024');
		const contest = await here.database.read.contest.findUniqueOrThrow({
			where: { id: contestId },
			include: { rules: true }
		});
		expect(contest.status).toBe('draft');
		expect(contest.rules.map(({ version, lockedAt }) => ({ version, lockedAt }))).toEqual([
			{ version: 1, lockedAt: null }
		]);
		const entry = await here.database.read.auditEntry.findFirstOrThrow({ where: { subjectId: contestId } });
		expect([entry.action, entry.actorName, entry.contestId]).toEqual(['contest.create', 'organizer', null]);
	});

	it('tells every wrong field at once', async () => {
		const outcome = await here.ask(createContest, {
			...here.entries('HỘI THI!'),
			titleVi: ' ',
			startsOn: '2026-02-30'
		});
		expect(outcome.ok).toBe(false);
		if (outcome.ok) return;
		expect(Object.fromEntries(outcome.refusal.fields.map(({ field, code }) => [field, code]))).toEqual({
			code: 'contest_code_grammar',
			titleVi: 'field_required',
			startsOn: 'contest_day_invalid'
		});
	});

	it('does not end before it starts, and takes no code that another one has', async () => {
		const backwards = { ...here.entries('BACK'), startsOn: '2026-10-12', endsOn: '2026-10-11' };
		const outcome = await here.ask(createContest, backwards);
		expect(outcome.ok ? [] : outcome.refusal.fields).toEqual([
			{ field: 'endsOn', code: 'contest_ends_before_start' }
		]);
		await here.contest('TWICE');
		expect(await here.refusal(createContest, here.entries('twice'))).toBe('contest_code_taken');
	});

	it('is made and changed by organizers of its unit only', async () => {
		const elsewhere = {
			...organizer,
			grants: [{ role: 'organizer', unitId: here.wards[0]!, contestId: null, conferenceId: null }]
		} as const;
		expect(await here.refusal(createContest, here.entries('ELSEWHERE'), elsewhere as never)).toBe(
			'forbidden'
		);
		expect(await here.refusal(createContest, here.entries('ELSEWHERE'), person('secretary'))).toBe(
			'forbidden'
		);
		const { contestId } = await here.contest('MINE');
		const other = await here.contest('OTHER');
		const ofOther = person('organizer', other.contestId);
		const { begin: _begin, code: _code, ...fields } = here.entries('MINE');
		expect(await here.refusal(editContest, { contestId, ...fields }, ofOther)).toBe('forbidden');
		expect(await here.refusal(editContest, { contestId: other.contestId, ...fields }, ofOther)).toBe('done');
	});

	it('as a copy of last year has its rules, clusters and units, and neither teams nor rounds', async () => {
		const { contestId: last } = await here.clustered('LAST-2025', [2, 1]);
		const { contestId } = await here.contest('THIS-2026', `contest:${last}`);
		const read = here.database.read;
		const [rules] = await read.rulesVersion.findMany({ where: { contestId } });
		const [before] = await read.rulesVersion.findMany({ where: { contestId: last } });
		expect([rules!.version, rules!.hash, rules!.json]).toEqual([1, before!.hash, before!.json]);
		const clusters = await read.cluster.findMany({ where: { contestId }, orderBy: { position: 'asc' } });
		expect(clusters.map(({ key, name, position }) => ({ key, name, position }))).toEqual([
			{ key: 'C1', name: 'Cụm 1', position: 1 },
			{ key: 'C2', name: 'Cụm 2', position: 2 }
		]);
		const invited = await read.teamInvitation.findMany({ where: { contestId } });
		expect(invited.map(({ unitId }) => unitId).sort()).toEqual(here.wards.slice(0, 3).sort());
		expect(await read.team.count({ where: { contestId } })).toBe(0);
		expect(await read.round.count({ where: { contestId } })).toBe(0);
	});

	it('is not copied by somebody who may not read it', async () => {
		const { contestId: secret } = await here.contest('SECRET');
		const { contestId: own } = await here.contest('OWN');
		const stranger = {
			...organizer,
			grants: [{ role: 'organizer', unitId: here.wards[1]!, contestId: null, conferenceId: null }]
		} as const;
		const copy = { ...here.entries('COPY', `contest:${secret}`), hostUnitId: here.wards[1] };
		expect(await here.refusal(createContest, copy, stranger as never)).toBe('forbidden');
		const all = { ...copy, begin: `contest:${own}`, hostUnitId: here.cityId };
		expect(await here.refusal(createContest, all)).toBe('done');
	});

	it('that has an opened round is not a draft again', async () => {
		const { contestId } = await here.opened('RUNS');
		const { status } = await here.database.read.contest.findUniqueOrThrow({ where: { id: contestId } });
		expect(status).toBe('running');
		expect(await here.refusal(setContestStatus, { contestId, status: 'draft' })).toBe(
			'contest_not_draft_again'
		);
	});
});

describe('clusters', () => {
	it('are made, named, led by a unit, put in order and removed while they are empty', async () => {
		const { contestId } = await here.contest('CLUSTERS', 'template:cityContest');
		const stageKey = 'prelim';
		const { clusterIds } = await here.done(makeClusters, { contestId, stageKey, name: 'Cụm', count: 3 });
		await here.done(saveCluster, {
			contestId,
			stageKey,
			clusterId: clusterIds[2],
			name: 'Cụm nội thành',
			leadUnitId: here.wards[0],
			position: 1
		});
		const list = async () =>
			(await here.database.read.cluster.findMany({ where: { contestId }, orderBy: { position: 'asc' } })).map(
				({ name, position }) => `${position} ${name}`
			);
		expect(await list()).toEqual(['1 Cụm nội thành', '2 Cụm 1', '3 Cụm 2']);
		expect(
			await here.refusal(saveCluster, { contestId, stageKey, clusterId: clusterIds[0], name: 'Cụm 2' })
		).toBe('contest_cluster_name_taken');
		await here.done(removeCluster, { contestId, clusterId: clusterIds[1] });
		const again = await here.done(makeClusters, { contestId, stageKey, name: 'Cụm', count: 4 });
		expect(again.clusterIds).toHaveLength(2);
		expect(await list()).toEqual(['1 Cụm nội thành', '2 Cụm 1', '3 Cụm 2', '4 Cụm 3']);
	});

	it('belong to a stage that the rules hold in clusters', async () => {
		const { contestId } = await here.contest('SINGLE');
		expect(await here.refusal(saveCluster, { contestId, stageKey: 'contest', name: 'Cụm' })).toBe(
			'contest_stage_not_clustered'
		);
		expect(await here.refusal(saveCluster, { contestId, stageKey: 'nowhere', name: 'Cụm' })).toBe(
			'results_no_stage'
		);
	});

	it('take many teams at once, of their own contest only', async () => {
		const one = await here.clustered('ONE', [2, 2]);
		const two = await here.clustered('TWO', [1, 1]);
		const [from, to] = one.clusterIds;
		expect(
			await here.done(placeTeams, { contestId: one.contestId, teamIds: one.teamIds[0], clusterId: to })
		).toEqual({ moved: 2 });
		expect(await here.database.read.team.count({ where: { clusterId: to! } })).toBe(4);
		expect(await here.database.read.team.count({ where: { clusterId: from! } })).toBe(0);
		const foreign = { contestId: one.contestId, teamIds: two.teamIds[0], clusterId: to };
		expect(await here.refusal(placeTeams, foreign)).toBe('not_found');
		const away = { contestId: one.contestId, teamIds: one.teamIds[0], clusterId: two.clusterIds[0] };
		expect(await here.refusal(placeTeams, away)).toBe('not_found');
		expect(await here.refusal(removeCluster, { contestId: two.contestId, clusterId: to })).toBe('not_found');
		expect(await here.refusal(removeCluster, { contestId: one.contestId, clusterId: to })).toBe(
			'contest_cluster_not_empty'
		);
	});

	it('E35: keep a team that has its place in a draw', async () => {
		const clustered = await here.clustered('DRAWN', [1, 1]);
		const { roundIds } = await here.done(makeRounds, { contestId: clustered.contestId, stageKey: 'prelim' });
		const entry = { id: newId(), roundId: roundIds[0]!, teamId: clustered.teamIds[0]![0]!, position: 1 };
		await here.database.transaction((tx) => tx.entry.create({ data: entry }));
		const moved = {
			contestId: clustered.contestId,
			teamIds: clustered.teamIds[0],
			clusterId: clustered.clusterIds[1]
		};
		expect(await here.refusal(placeTeams, moved)).toBe('contest_team_already_drawn');
	});
});

describe('rounds', () => {
	it('are one for every cluster of a clustered stage and one for a single stage, made once', async () => {
		const { contestId, clusterIds } = await here.clustered('ROUNDS', [1, 1]);
		const prelim = await here.done(makeRounds, { contestId, stageKey: 'prelim' });
		const final = await here.done(makeRounds, { contestId, stageKey: 'final' });
		const again = await here.done(makeRounds, { contestId, stageKey: 'prelim' });
		expect([prelim.roundIds.length, final.roundIds.length, again.roundIds.length]).toEqual([2, 1, 0]);
		const rounds = await here.database.read.round.findMany({
			where: { contestId },
			orderBy: { position: 'asc' }
		});
		expect(rounds.map(({ name, clusterId, position }) => ({ name, clusterId, position }))).toEqual([
			{ name: 'Vòng sơ khảo · Cụm 1', clusterId: clusterIds[0], position: 1 },
			{ name: 'Vòng sơ khảo · Cụm 2', clusterId: clusterIds[1], position: 2 },
			{ name: 'Vòng chung khảo', clusterId: null, position: 3 }
		]);
	});

	it('start at an hour in Hà Nội and are removed while nothing hangs on them', async () => {
		const { contestId } = await here.contest('HOURS');
		expect(await here.refusal(makeRounds, { contestId, stageKey: 'contest' })).toBe('done');
		const { id: roundId } = await here.database.read.round.findFirstOrThrow({ where: { contestId } });
		await here.done(saveRound, {
			roundId,
			name: 'Hội thi',
			startsAt: '2026-10-10T07:30',
			venue: 'Nhà văn hóa'
		});
		const round = await here.database.read.round.findUniqueOrThrow({ where: { id: roundId } });
		expect(round.startsAt!.toISOString()).toBe('2026-10-10T00:30:00.000Z');
		await here.done(removeRound, { roundId, remove: 'yes' });
		expect(await here.database.read.round.count({ where: { contestId } })).toBe(0);
	});

	it('of a clustered stage need clusters first', async () => {
		const { contestId } = await here.contest('NO-CLUSTERS', 'template:cityContest');
		expect(await here.refusal(makeRounds, { contestId, stageKey: 'prelim' })).toBe('contest_no_clusters');
	});
});
