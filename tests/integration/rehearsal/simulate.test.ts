import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { verifyAuditChain } from '#lib/server/audit/verify-chain.ts';
import { ownOrigin } from '#lib/server/realtime/attach.ts';
import { conductRound } from '#lib/server/rehearsal/conduct-round.ts';
import { asRehearsal } from '#lib/server/rehearsal/conductor.ts';
import { deleteRehearsal } from '#lib/server/rehearsal/delete-copy.ts';
import { holdRehearsal } from '#lib/server/rehearsal/hold-rehearsal.ts';
import { makeRehearsal } from '#lib/server/rehearsal/make-copy.ts';
import { TROUBLES } from '#lib/server/rehearsal/mix.ts';
import { startRobots } from '#lib/server/rehearsal/rehearse.ts';
import type { RehearsalReport } from '#lib/server/rehearsal/report.ts';
import { publisherOf, type Publisher } from '#lib/server/realtime/publisher.ts';
import { rehearsalsOf } from '#lib/server/rehearsal/rehearsals-query.ts';
import { runningRehearsal } from '#lib/server/rehearsal/running.ts';
import { startHere } from '#lib/server/rehearsal/start-here.ts';
import { stopRehearsal } from '#lib/server/rehearsal/stop-rehearsal.ts';
import { execute } from '#lib/server/command/execute.ts';
import { HANOI_UNITS } from '../../../prisma/seed/hanoi-units.ts';
import { seedContest, type SeededContest } from '../../../prisma/seed/seed-contest.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { liveServer, type LiveServer } from '../../support/live-server.ts';

let test: TestDatabase;
let live: LiveServer;
let publisher: Publisher;
let real: SeededContest;

beforeAll(async () => {
	test = await testDatabase();
	live = await liveServer(test.database);
	publisher = publisherOf(test.database);
	real = await seedContest(test.database, {
		code: 'HT-2026',
		titleVi: 'Hội thi thành phố',
		titleEn: 'City contest',
		units: HANOI_UNITS.slice(0, 6),
		clusterSizes: [3, 3],
		judges: 5,
		open: false
	});
});
afterAll(async () => {
	publisher.stop();
	await live.close();
	await test.remove();
});

const copy = (seed: string) =>
	asRehearsal(test.database, makeRehearsal, {
		contestId: real.contestId,
		seed,
		mix: [...TROUBLES],
		speed: 300
	});

async function held(contestId: string, seed: string, rounds: 'all' | 'first'): Promise<RehearsalReport> {
	const told: string[] = [];
	const report = await holdRehearsal(test.database, {
		origin: live.url,
		contestId,
		rounds,
		mix: TROUBLES,
		seed,
		speed: 300,
		tell: (line) => told.push(line)
	}).done;
	if (report.found.length > 0) console.error(report.found, told.slice(-20));
	return report;
}

/** Everything of a contest that a rehearsal could touch. */
async function asItIs(contestId: string) {
	const { read } = test.database;
	const of = { where: { contestId }, orderBy: { id: 'asc' } } as const;
	return {
		contest: await read.contest.findUnique({ where: { id: contestId } }),
		rounds: await read.round.findMany(of),
		teams: await read.team.findMany(of),
		rules: await read.rulesVersion.findMany(of),
		seats: await read.panelSeat.findMany({ where: { round: { contestId } }, orderBy: { id: 'asc' } }),
		members: await read.teamMember.findMany(of),
		marks: await read.mark.count({ where: { round: { contestId } } })
	};
}

describe('a rehearsal with robots that are late, offline, double-tapping, biased, absent and on two tablets', () => {
	it('loses and doubles no mark, counts the same twice, and leaves the real contest and the register alone', async () => {
		const before = await asItIs(real.contestId);
		const people = await test.database.read.person.count();
		const first = await copy('7');
		expect(first.code).toBe('HT-2026-TD1');
		const report = await held(first.contestId, '7', 'all');

		expect(report.found).toEqual([]);
		expect(report.ok).toBe(true);
		expect(report.rounds.map(({ stageKey }) => stageKey).toSorted()).toEqual(['final', 'prelim', 'prelim']);
		const { made, acknowledged, stored, held: kept, refused, lost, doubled, sent } = report.marks;
		expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
		expect(acknowledged).toBe(made);
		expect(stored + kept + refused).toBe(made);
		expect(sent).toBeGreaterThan(made);
		expect(report.sheets.handedIn).toBe(report.sheets.final);
		expect(report.counts).toEqual({ compared: 3, differences: 0 });
		expect(report.packages).toEqual({ checked: 3, right: 3 });
		expect(report.boards).toEqual({ compared: 3, differing: 0 });
		expect(report.audit.whole).toBe(true);
		for (const [what, often] of Object.entries(report.happened)) expect(often, what).toBeGreaterThan(0);
		expect(await asItIs(real.contestId)).toEqual(before);

		const again = await copy('7');
		expect(again.code).toBe('HT-2026-TD2');
		const second = await held(again.contestId, '7', 'first');
		const places = ({ rounds }: RehearsalReport) =>
			rounds.filter(({ stageKey }) => stageKey === 'prelim').map(({ name, places }) => ({ name, places }));
		expect(places(second)).toEqual(places(report));

		for (const { contestId } of [first, again])
			await asRehearsal(test.database, deleteRehearsal, { contestId });
		expect(await test.database.read.contest.findMany({ select: { code: true } })).toEqual([
			{ code: 'HT-2026' }
		]);
		expect(await test.database.read.person.count()).toBe(people);
		expect(await asItIs(real.contestId)).toEqual(before);
	}, 240_000);

	it('never deletes a contest that is none of its copies, invented or not', async () => {
		const outcome = await execute(test.database, deleteRehearsal, {
			actor: { kind: 'system', name: 'test' },
			input: { contestId: real.contestId }
		});
		expect(outcome.ok || outcome.refusal.code).toBe('rehearsal_is_real');
	});
});

describe('the button for a rehearsal', () => {
	const organizer: Actor = {
		kind: 'account',
		accountId: 'organizer-account',
		personId: null,
		name: 'organizer',
		mustChange: false,
		grants: [{ role: 'organizer', unitId: null, contestId: null, conferenceId: null }]
	};
	const contest = () => ({ id: real.contestId, code: real.code });
	const start = () =>
		startHere(test.database, {
			actor: organizer,
			contest: contest(),
			origin: ownOrigin()!,
			rounds: 'first',
			fields: { mix: ['double'], speed: '300' }
		});
	const codeOf = (outcome: Awaited<ReturnType<typeof start>>) => (outcome.ok ? 'done' : outcome.refusal.code);

	it('starts one at a time, follows it, keeps its report beside the copy, and deletes both', async () => {
		expect(ownOrigin()).toBe(live.url);
		const [one, two] = await Promise.all([start(), start()]);
		expect([codeOf(one), codeOf(two)].toSorted()).toEqual(['done', 'rehearsal_one_at_a_time']);
		const { contestId } = (one.ok ? one : (two as Extract<typeof two, { ok: true }>)).value;
		const refusedWhileRunning = await execute(test.database, deleteRehearsal, {
			actor: organizer,
			input: { contestId }
		});
		expect(refusedWhileRunning.ok || refusedWhileRunning.refusal.code).toBe('rehearsal_is_running');
		await expect.poll(runningRehearsal, { timeout: 120_000, interval: 200 }).toBeNull();
		const [copy] = await rehearsalsOf(test.database.read, real.code);
		expect(copy).toMatchObject({ contestId, isRunning: false });
		expect(copy!.report).toMatchObject({ ok: true, mix: ['double'], found: [] });
		const gone = await execute(test.database, deleteRehearsal, { actor: organizer, input: { contestId } });
		expect(gone.ok).toBe(true);
		expect(await rehearsalsOf(test.database.read, real.code)).toEqual([]);
		expect((await verifyAuditChain(test.database.read)).whole).toBe(true);
	}, 180_000);

	it('stops when it is told to: the robots go home and the report says so', async () => {
		const started = await start();
		if (!started.ok) throw started.refusal;
		const { contestId } = started.value;
		const stopped = await execute(test.database, stopRehearsal, {
			actor: organizer,
			input: { contestId, stop: 'yes' }
		});
		expect(stopped.ok).toBe(true);
		await expect.poll(runningRehearsal, { timeout: 60_000, interval: 200 }).toBeNull();
		const [copy] = await rehearsalsOf(test.database.read, real.code);
		expect(copy!.report!.ok).toBe(false);
		expect(copy!.report!.found.map(({ code }) => code)).toContain('stopped');
		const { marks } = copy!.report!;
		expect({ lost: marks.lost, doubled: marks.doubled }).toEqual({ lost: 0, doubled: 0 });
		await asRehearsal(test.database, deleteRehearsal, { contestId });
	}, 120_000);
});

describe('a round in which one judge is a person', () => {
	it('waits for that sheet as long as it takes, says so, and goes on when it is there', async () => {
		const { rounds } = await seedContest(test.database, {
			code: 'HT-NGUOI',
			titleVi: 'Hội thi có người chấm',
			titleEn: 'A contest with a person on the panel',
			units: HANOI_UNITS.slice(6, 8),
			clusterSizes: [2],
			judges: 3,
			open: true
		});
		const round = rounds[0]!;
		const seats = await test.database.read.panelSeat.findMany({
			where: { roundId: round.id, role: { in: ['chair', 'judge'] } }
		});
		const person = seats.find(({ role }) => role === 'judge')!;
		const told: string[] = [];
		const tell = (line: string) => void told.push(line);
		const sit = (except: readonly string[]) =>
			startRobots(test.database, { origin: live.url, roundId: round.id, speed: 300, except, tell });
		const robots = await sit([person.label]);
		const conductor = { database: test.database, speed: 300, seed: 'person', tell, stopped: false };
		const people = new Map([[person.id, person.label]]);
		const conducted = conductRound(conductor, round, { people });
		const waits = () => told.filter((line) => line.includes(`chờ phiếu của ${person.label} cho đội`));
		await expect.poll(() => waits().length, { timeout: 60_000 }).toBe(1);
		expect(told.filter((line) => line.includes(`${round.name}: 2. `))).toEqual([]);
		robots.push(...(await sit(seats.flatMap(({ id, label }) => (id === person.id ? [] : [label])))));
		expect(await conducted).toMatchObject({ version: 1 });
		for (const robot of robots) robot.stop();
	}, 120_000);
});
