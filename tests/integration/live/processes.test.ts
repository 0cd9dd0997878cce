import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publicProjection } from '#lib/server/live/public-projection.ts';
import type { Happening } from '#lib/server/realtime/happening.ts';
import { boardViewer, type BoardViewer } from '../../support/board-viewer.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { handIn } from '../../support/hand-in.ts';
import { smallContest, type SmallContest, type SmallRound } from '../../support/small-contest.ts';

interface Process {
	readonly child: ChildProcess;
	readonly url: string;
}

const script = resolve(import.meta.dirname, '../../support/live-process.ts');

async function startProcess(databaseUrl: string, redisUrl = '', hasBeats = true): Promise<Process> {
	const child = fork(script, {
		execArgv: [],
		env: {
			...process.env,
			DATABASE_URL: databaseUrl,
			REDIS_URL: redisUrl,
			KHEO_LOG: 'silent',
			KHEO_TEST_WITHOUT_BEATS: hasBeats ? '' : '1'
		}
	});
	const [{ port }] = (await once(child, 'message')) as [{ port: number }];
	return { child, url: `http://127.0.0.1:${port}` };
}

async function stopProcess({ child }: Process): Promise<void> {
	const ended = once(child, 'exit');
	child.disconnect();
	await ended;
}

let held: TestDatabase;
let contest: SmallContest;
let round: SmallRound;

beforeAll(async () => {
	held = await testDatabase();
	contest = await smallContest(held.database, { template: 'communeContest', teams: 5, judges: 3 });
	round = contest.rounds[0]!;
});

afterAll(async () => {
	await held.remove();
});

const roundChanged = (): Happening => ({ kind: 'round.changed', contestId: contest.id, roundId: round.id });

/** A team's marks are committed, and `process` is the one that has them to tell. */
async function commit(process: Process, team: number, share: number): Promise<void> {
	await handIn(held.database, contest, round, round.teams[team]!.id, share);
	process.child.send(roundChanged());
}

async function viewerOf({ url }: Process): Promise<BoardViewer> {
	const viewer = await boardViewer(url);
	expect(await viewer.join(round.id)).toMatchObject({ ok: true });
	await viewer.until(() => true);
	return viewer;
}

const shows =
	(team: number) => (shown: { view: { rows: readonly { teamId: string; total: string | null }[] } }) =>
		shown.view.rows.some(({ teamId, total }) => teamId === round.teams[team]!.id && total !== null);

describe('two processes on one database', () => {
	test('show the same board by the next heartbeats, even when nothing tells them of each other', async () => {
		const processes = await Promise.all([startProcess(held.url), startProcess(held.url)]);
		await commit(processes[0]!, 0, 0.5);
		while (!(await publicProjection(held.database.read, round.id))) await wait(50);
		const [near, far] = await Promise.all(processes.map(viewerOf));
		await commit(processes[0]!, 1, 0.6);
		const shown = await near!.until(shows(1), 15_000);
		const other = await far!.until(shows(1), 15_000);
		expect(other.view).toEqual(shown.view);
		expect(far!.isBehind).toBe(false);
		near!.close();
		far!.close();
		await Promise.all(processes.map(stopProcess));
	});
});

/** Stands between a process and Redis, and can be cut. */
async function cuttable(redisUrl: string) {
	const { hostname, port } = new URL(redisUrl);
	const open = new Set<Socket>();
	let isCut = false;
	const proxy: Server = createServer((inside) => {
		if (isCut) return void inside.destroy();
		const outside = connect(Number(port || 6379), hostname);
		for (const [a, b] of [
			[inside, outside],
			[outside, inside]
		] as const) {
			open.add(a);
			a.pipe(b);
			a.on('error', () => b.destroy());
			a.on('close', () => {
				open.delete(a);
				b.destroy();
			});
		}
	});
	proxy.listen(0, '127.0.0.1');
	await once(proxy, 'listening');
	return {
		url: `redis://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
		cut() {
			isCut = true;
			for (const socket of open) socket.destroy();
		},
		mend() {
			isCut = false;
		},
		close: () => proxy.close()
	};
}

const redisUrl = process.env.KHEO_TEST_REDIS;
if (redisUrl) {
	describe('two processes with Redis between them', () => {
		test('show every change on both sides, also when no heartbeat would tell of it', async () => {
			const processes = await Promise.all([
				startProcess(held.url, redisUrl, false),
				startProcess(held.url, redisUrl, false)
			]);
			const [near, far] = await Promise.all(processes.map(viewerOf));
			for (let change = 1; change <= 4; change++) {
				const before = near!.shown!.version;
				const moved = (viewer: BoardViewer) => viewer.until(({ version }) => version > before, 20_000);
				await commit(processes[0]!, 2, change / 5);
				await Promise.all([moved(near!), moved(far!)]);
			}
			expect(far!.shown!.view).toEqual(near!.shown!.view);
			expect(far!.heard.filter(({ kind }) => kind === 'snapshot')).toHaveLength(1);
			near!.close();
			far!.close();
			await Promise.all(processes.map(stopProcess));
		});

		test('lose no update while Redis is gone, and are equal again afterwards', async () => {
			const redis = await cuttable(redisUrl);
			const processes = await Promise.all([
				startProcess(held.url, redis.url),
				startProcess(held.url, redis.url)
			]);
			const [near, far] = await Promise.all(processes.map(viewerOf));
			redis.cut();
			await commit(processes[0]!, 3, 0.8);
			await near!.until(shows(3), 12_000);
			await far!.until(shows(3), 12_000);
			redis.mend();
			await wait(1500);
			await commit(processes[1]!, 4, 0.9);
			await Promise.all([near!.until(shows(4), 12_000), far!.until(shows(4), 12_000)]);
			const stored = (await publicProjection(held.database.read, round.id))!;
			for (const viewer of [near!, far!]) {
				expect((await viewer.until(({ version }) => version === stored.version)).view).toEqual(stored.view);
				const seen = viewer.heard.filter(({ kind }) => kind !== 'beat').map(({ v }) => v);
				expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
				viewer.close();
			}
			await Promise.all(processes.map(stopProcess));
			redis.close();
		});
	});
}
