import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cityPackage } from '#lib/domain/contest/package/city.fixture.ts';
import { readPackage } from '#lib/domain/contest/package/read-package.ts';
import { tabulatePackage } from '#lib/domain/contest/package/tabulate-package.ts';
import { commitDraw } from '#lib/server/contest/draw-commit.ts';
import { contestPackage } from '#lib/server/contest/package-export.ts';
import { importContest } from '#lib/server/contest/package-import.ts';
import { city, person, type City } from './city.ts';

let here: City;
let elsewhere: City;
beforeAll(async () => {
	[here, elsewhere] = await Promise.all([city(), city()]);
});
afterAll(async () => {
	await here.remove();
	await elsewhere.remove();
});

/** What a result says, with names instead of ids: two contests of one installation cannot share ids. */
function told(pkg: Awaited<ReturnType<typeof contestPackage>>): unknown {
	const names = new Map<string, string>([
		...pkg.teams.map(({ id, name }): [string, string] => [id, name]),
		...pkg.judges.map(({ id, name }): [string, string] => [id, name]),
		...pkg.rounds.map(({ id, stageKey, clusterId }): [string, string] => [id, `${stageKey} ${clusterId}`])
	]);
	const renamed = JSON.stringify(tabulatePackage(pkg), (_, value: unknown) =>
		typeof value === 'string' ? (names.get(value) ?? value) : value
	);
	const { rulesHash, rounds, stages } = JSON.parse(renamed) as ReturnType<typeof tabulatePackage>;
	const sorted = rounds.map(({ standings, conflicts, ...round }) => ({
		...round,
		conflicts: conflicts.map(({ judgeId, teamId }) => `${judgeId} ${teamId}`).sort(),
		standings: {
			...standings,
			judgeIds: [...standings.judgeIds].sort(),
			rows: standings.rows.map(({ rank, teamId, total, status }) => ({ rank, teamId, total, status }))
		}
	}));
	return { rulesHash, rounds: sorted, stages };
}

/** Every mark of 35 teams, an absence, a deduction, a time, a declared conflict and a disqualified team. */
function whole() {
	const pkg = cityPackage();
	const [first] = pkg.rounds;
	const teamIds = first!.entrants!.map(({ teamId }) => teamId);
	first!.absences = [{ judgeId: first!.panel![3]!.judgeId }];
	first!.marks = first!.marks!.filter(({ judgeId }) => judgeId !== first!.panel![3]!.judgeId);
	first!.deductions = [
		{ id: 'd1', teamId: teamIds[0]!, partKey: null, typeKey: 'lateArrival', points: null, reason: 'Đến muộn' }
	];
	first!.timings = [{ teamId: teamIds[1]!, partKey: 'skit', durationMs: 912_000 }];
	first!.entrants = first!.entrants!.map((entrant, index) =>
		index === 5 ? { ...entrant, status: 'disqualified' as const } : entrant
	);
	return pkg;
}

describe('a contest package', () => {
	it('of 35 teams comes in, goes out and gives the same standings and qualification', async () => {
		const input = whole();
		const read = readPackage(input);
		if (!read.ok) throw new Error(JSON.stringify(read.problems.slice(0, 3)));
		const { contestId } = await here.done(importContest, {
			code: 'IMPORTED',
			hostUnitId: here.cityId,
			text: JSON.stringify(input)
		});
		const out = await contestPackage(here.database.read, contestId);
		expect(told(out)).toEqual(told(read.package));
		expect(await here.database.read.mark.count({ where: { round: { contestId } } })).toBe(
			read.package.rounds.reduce((sum, { marks }) => sum + marks.length, 0)
		);
	});

	it('imported as another code in the same installation gives the same standings', async () => {
		const first = await here.done(importContest, {
			code: 'FIRST',
			hostUnitId: here.cityId,
			text: JSON.stringify(whole())
		});
		const out = await contestPackage(here.database.read, first.contestId);
		const second = await here.done(importContest, {
			code: 'SECOND',
			hostUnitId: here.cityId,
			text: JSON.stringify(out)
		});
		const again = await contestPackage(here.database.read, second.contestId);
		expect(told(again)).toEqual(told(out));
		expect(again.teams.map(({ name, members, unitIds }) => ({ name, members, unitIds }))).toEqual(
			out.teams.map(({ name, members, unitIds }) => ({ name, members, unitIds }))
		);
	});

	it('imported into another installation keeps its ids, its draw from the seed and its result hash', async () => {
		const { contestId } = await here.opened('TRAVELS');
		const out = await contestPackage(here.database.read, contestId);
		expect(out.rounds[0]!.draw?.method).toBe('seed');
		const there = await elsewhere.done(importContest, {
			code: 'TRAVELLED',
			hostUnitId: elsewhere.cityId,
			text: JSON.stringify(out)
		});
		const again = await contestPackage(elsewhere.database.read, there.contestId);
		expect(again.rounds[0]!.draw).toEqual(out.rounds[0]!.draw);
		expect(tabulatePackage(again).resultHash).toBe(tabulatePackage(out).resultHash);
		const [team] = await elsewhere.database.read.team.findMany({
			where: { contestId: there.contestId },
			include: { members: { orderBy: { position: 'asc' } } },
			orderBy: { code: 'asc' }
		});
		expect(team!.members.map(({ role }) => role)).toEqual(['leader', 'member', 'member']);
	});

	it('holds no seed before its draw', async () => {
		const { contestId, roundId } = await here.prepared('NO-SEED');
		await here.done(commitDraw, { roundId });
		const { seed, seedHash } = await here.database.read.round.findUniqueOrThrow({ where: { id: roundId } });
		const text = JSON.stringify(await contestPackage(here.database.read, contestId));
		expect(text).toContain(seedHash);
		expect(text).not.toContain(seed);
	});

	it('that is wrong, or comes from somebody who may not, changes nothing', async () => {
		const input = { code: 'WRONG', hostUnitId: here.cityId, text: JSON.stringify(whole()) };
		const broken = { ...whole(), teams: [] };
		expect(await here.refusal(importContest, { ...input, text: JSON.stringify(broken) })).toBe(
			'contest_package_invalid'
		);
		expect(await here.refusal(importContest, { ...input, text: '{' })).toBe('contest_package_invalid');
		expect(await here.refusal(importContest, input, person('secretary'))).toBe('forbidden');
		expect(await here.refusal(importContest, { ...input, code: 'FIRST' })).toBe('contest_code_taken');
		const scattered = whole();
		const round = scattered.rounds[1]!;
		const away = {
			judgeId: round.panel![1]!.judgeId,
			teamId: round.entrants![2]!.teamId,
			partKey: 'greeting'
		};
		round.absences = [away];
		expect(await here.refusal(importContest, { ...input, text: JSON.stringify(scattered) })).toBe(
			'contest_package_absence'
		);
		expect(await here.database.read.contest.count({ where: { code: 'WRONG' } })).toBe(0);
		expect(await here.database.read.unit.count({ where: { code: 'U-C1-T1' } })).toBe(1);
	});
});
