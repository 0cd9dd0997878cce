import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { SyncAnswer } from '#lib/live/gate-protocol.ts';
import { pairGate, type GateToPair } from '../../bin/demo/pair-gate.ts';
import { gateScan } from './gate-scan.ts';
import { GOALS, judge, quantile, type Verdict } from './goal.ts';
import { start, type Peer } from './process.ts';

export const ROSTER = 5000;
const GATES = 20;
const PER_SECOND = 10;
/** What twenty gates ask for in a hall: two seconds a person at each. */
const HALL_PER_SECOND = 0.5;
const WARM_UP = 200;

export interface GatePlace {
	readonly port: number;
	readonly origin: string;
	readonly pid: number;
	readonly operatorId: string;
	readonly pin: string;
}
export interface BenchBadge {
	readonly name: string;
	readonly token: string;
}

/** A server with a conference of 5,000 and so many gates. */
export const gateServer = (gates = 2): Peer => start('peers/gate-server.ts', [String(ROSTER), String(gates)]);

/** What a tablet needs to become a gate's own. */
export async function gateToPair(server: Peer, gate: number, url?: string): Promise<GateToPair> {
	const { port, origin, operatorId, pin } = await server.ask<GatePlace>({ kind: 'place' });
	const link = await server.ask<string>({ kind: 'link', gate });
	return { url: url ?? `http://127.0.0.1:${port}`, origin, link, operator: { id: operatorId, pin } };
}

const badgesOf = async (server: Peer, count: number) =>
	(await server.ask<BenchBadge[]>({ kind: 'badges', count })).map(({ token }) => token);

interface Kept {
	readonly ids: readonly string[];
	readonly admitted: number;
	readonly people: number;
	readonly conflicts: number;
}

interface Shown {
	readonly ackMs: number[];
	readonly ids: string[];
	/** How many were put off with `too_many`. */
	readonly refused: number;
	readonly odd: string[];
	readonly fetched: number;
}

const spread = (ms: readonly number[]) =>
	ms.length === 0 ? { p50: Infinity, p95: Infinity } : { p50: quantile(ms, 0.5), p95: quantile(ms, 0.95) };

/** Twenty gates at ten showings a second each, and what became of every one. */
async function onceAtOnce(seconds: number) {
	const server = gateServer(GATES);
	const tablets = start('peers/gate-tablets.ts');
	const naive = start('naive/insert.ts');
	try {
		for (let gate = 0; gate < GATES; gate++) {
			await tablets.ask({ kind: 'pair', gate: await gateToPair(server, gate) });
		}
		const count = GATES * PER_SECOND * seconds;
		const hall = await tablets.ask<Shown>({
			...{ kind: 'show', perSecond: HALL_PER_SECOND },
			badges: await badgesOf(server, GATES * HALL_PER_SECOND * seconds)
		});
		await naive.ask({ rows: WARM_UP, callers: GATES, perSecond: PER_SECOND });
		const insertMs = await naive.ask<number[]>({ rows: count, callers: GATES, perSecond: PER_SECOND });
		const shown = await tablets.ask<Shown>({
			...{ kind: 'show', perSecond: PER_SECOND },
			badges: await badgesOf(server, count)
		});
		const odd = [...hall.odd, ...shown.odd];
		if (odd.length > 0) throw new Error(`a badge was not let in: ${odd.join(', ')}`);
		const kept = await server.ask<Kept>({ kind: 'kept' });
		const stored = new Set(kept.ids);
		return {
			...{ count, fetched: shown.fetched, refused: shown.refused, conflicts: kept.conflicts },
			lost: [...hall.ids, ...shown.ids].filter((id) => !stored.has(id)).length,
			doubled: kept.ids.length - stored.size + kept.admitted - kept.people,
			ackMs: spread(shown.ackMs),
			hallMs: spread(hall.ackMs),
			insertMs: spread(insertMs)
		};
	} finally {
		await Promise.all([server.end(), tablets.end(), naive.end()]);
	}
}

const told = (spreads: readonly ReturnType<typeof spread>[]): string =>
	spreads.map(({ p50, p95 }) => `p50 ${p50.toFixed(0)}, p95 ${p95.toFixed(0)}`).join(' · ');

/** T8: answers after the durable commit at 200 showings a second, against Prisma's plain insert at the same pace. */
export async function gateLoad(runs: number, seconds: number) {
	const raw: Awaited<ReturnType<typeof onceAtOnce>>[] = [];
	for (let run = 0; run < runs; run++) raw.push(await onceAtOnce(seconds));
	const lost = raw.reduce((sum, one) => sum + one.lost, 0);
	const doubled = raw.reduce((sum, one) => sum + one.doubled + one.conflicts, 0);
	const refused = raw.reduce((sum, one) => sum + one.refused, 0);
	const count = raw.reduce((sum, one) => sum + one.count, 0);
	const isWhole = lost === 0 && doubled === 0;
	const verdicts: Verdict[] = [
		judge(
			GOALS.gateAck,
			raw.map(({ ackMs }) => ackMs.p95),
			`${GATES} x ${PER_SECOND}/s`
		),
		judge(
			GOALS.gateAckVsInsert,
			raw.map(({ ackMs, insertMs }) => ackMs.p95 / insertMs.p95)
		),
		{
			line: `GOAL gate.lost_and_doubled ${lost} and ${doubled} ${isWhole ? 'PASS' : 'FAIL'} (n=${runs})`,
			holdsGate: isWhole
		},
		{
			line: `# gate.ack_ms at ${PER_SECOND}/s a gate: ${told(raw.map(({ ackMs }) => ackMs))}; put off: ${refused} of ${count}`,
			holdsGate: true
		},
		{
			line: `# gate.ack_ms at ${GATES * HALL_PER_SECOND}/s in all: ${told(raw.map(({ hallMs }) => hallMs))}`,
			holdsGate: true
		}
	];
	return { verdicts, raw };
}

const QUEUED = 500;
/** One by one 500 would take more than a minute: so many are sent, and the time of 500 is told from them. */
const ONE_BY_ONE = 40;
const HALF_TRIP_MS = 75;

/** A thin line to the server: everything comes half a round trip later, and a connection takes a whole one to open. */
async function thinLine(port: number): Promise<{ url: string; close(): void }> {
	const sockets = new Set<Socket>();
	const pass = (from: Socket, to: Socket, extraMs: number) => {
		const opensAt = Date.now() + extraMs;
		from.on('data', (data) =>
			setTimeout(() => to.writable && to.write(data), HALF_TRIP_MS + Math.max(0, opensAt - Date.now()))
		);
		from.on('end', () => setTimeout(() => to.end(), HALF_TRIP_MS));
		from.on('error', () => to.destroy());
		sockets.add(from);
	};
	const line = createServer((client) => {
		const server = connect(port, '127.0.0.1');
		pass(client, server, 2 * HALF_TRIP_MS);
		pass(server, client, 0);
	});
	await new Promise<void>((done) => line.listen(0, '127.0.0.1', done));
	return {
		url: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
		close() {
			line.close();
			for (const socket of sockets) socket.destroy();
		}
	};
}

async function onceQueued() {
	const server = gateServer();
	const { port, operatorId } = await server.ask<GatePlace>({ kind: 'place' });
	const line = await thinLine(port);
	try {
		const { cookie, bundle, standing } = await pairGate(await gateToPair(server, 0));
		const texts = await badgesOf(server, QUEUED + ONE_BY_ONE + 1);
		let seq = 0;
		const scan = (text: string) =>
			gateScan({ text, operatorId, bundle, standing, seq: (seq += 1), isOffline: true });
		async function post(items: readonly object[]): Promise<void> {
			const answer = await fetch(`${line.url}/api/gate/scans`, {
				method: 'POST',
				headers: { cookie, 'content-type': 'application/json' },
				body: JSON.stringify({ items })
			});
			const { results } = (await answer.json()) as SyncAnswer;
			if (results.length !== items.length || results.some(({ status }) => status !== 'stored'))
				throw new Error(`a queued showing was not stored: HTTP ${answer.status}`);
		}
		// The connection is open by then, as a tablet's is that one by one goes on.
		await post([scan(texts[0]!)]);
		let began = performance.now();
		for (const text of texts.slice(1, ONE_BY_ONE + 1)) await post([scan(text)]);
		const oneByOneMs = ((performance.now() - began) / ONE_BY_ONE) * QUEUED;
		began = performance.now();
		await post(texts.slice(ONE_BY_ONE + 1).map(scan));
		return { batchMs: performance.now() - began, oneByOneMs };
	} finally {
		line.close();
		await server.end();
	}
}

/** T5: a gate that was offline hands 500 showings in over a line of 150 ms, against one request for each. */
export async function gateSync(runs: number) {
	const raw: Awaited<ReturnType<typeof onceQueued>>[] = [];
	for (let run = 0; run < runs; run++) raw.push(await onceQueued());
	const verdicts = [
		judge(
			GOALS.syncMs,
			raw.map(({ batchMs }) => batchMs)
		),
		judge(
			GOALS.syncVsSingle,
			raw.map(({ batchMs, oneByOneMs }) => batchMs / oneByOneMs)
		)
	];
	return { verdicts, raw };
}
