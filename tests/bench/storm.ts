import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { GOALS, judge, quantile, type Verdict } from './goal.ts';
import { start, type Peer } from './process.ts';
import { answerTimes, tablet, type JudgedPlace } from './tablets.ts';

const HZ = 4;
const JUDGES = 5;
/** Marks of each judge by which a ninety-ninth percentile is told. */
const MARKS = 40;
const KINDS = ['cut', 'restart'] as const;

interface Place extends JudgedPlace {
	readonly listeningAt: number;
}

interface Storm {
	readonly catchUpP95Ms: number;
	/** From the cut, or from when the new server listens, to the last phone that shows the board as it is. */
	readonly allEqualSeconds: number;
	readonly ackP99Ms: { readonly quiet: number; readonly meanwhile: number };
	readonly tries: number;
	readonly cpuMs: number;
	readonly equal: number;
}

const stormServer = (folder: string, port = 0) => start('peers/storm-server.ts', [folder, String(port)]);

/** How many phones show exactly the board that is stored, once it rests. */
async function equalTo(server: Peer, phones: Peer): Promise<number> {
	await server.ask({ kind: 'rest' });
	await wait(500);
	const board = await server.ask<{ view: unknown }>({ kind: 'board' });
	for (let patience = 40; ; patience--) {
		const { boards } = await phones.ask<{ boards: { json: string; count: number }[] }>({ kind: 'boards' });
		const equal = boards.find(({ json }) => json === canonicalJson(board.view))?.count ?? 0;
		if (boards.length === 1 || patience === 0) return equal;
		await wait(100);
	}
}

/** Every phone is thrown out at one moment and comes back by itself, while judges go on giving marks. */
async function once(kind: (typeof KINDS)[number], count: number): Promise<Storm> {
	const folder = mkdtempSync(join(tmpdir(), 'kheo-storm-'));
	const phones = start('peers/phones.ts');
	const sockets: Socket[] = [];
	let server = stormServer(folder);
	try {
		let place = await server.ask<Place>({ kind: 'place' });
		await phones.ask({ kind: 'expect' });
		await phones.ask({ kind: 'follow', port: place.port, roundId: place.roundId, count });
		await phones.ask({ kind: 'back' });
		for (const cookie of place.cookies.slice(0, JUDGES)) sockets.push(await tablet(place, cookie));
		await server.ask({ kind: 'drive', hz: HZ });
		const quiet = await answerTimes(place, sockets, (given) => given < MARKS);
		await phones.ask({ kind: 'expect' });
		let began: number;
		if (kind === 'cut') began = await phones.ask<number>({ kind: 'cut' });
		else {
			await server.kill();
			const { port } = place;
			server = stormServer(folder, port);
			place = await server.ask<Place>({ kind: 'place' });
			began = place.listeningAt;
			await server.ask({ kind: 'drive', hz: HZ });
		}
		const before = await server.ask<number>({ kind: 'cpu' });
		let isBack = false;
		const back = phones
			.ask<{ catchUpMs: number[]; lastBackAt: number; tries: number }>({ kind: 'back' })
			.finally(() => (isBack = true));
		const meanwhile = await answerTimes(place, sockets, (given) => given < MARKS || !isBack);
		const { catchUpMs, lastBackAt, tries } = await back;
		const cpuMs = (await server.ask<number>({ kind: 'cpu' })) - before;
		if (catchUpMs.length < count) throw new Error(`only ${catchUpMs.length} of ${count} phones came back`);
		return {
			catchUpP95Ms: quantile(catchUpMs, 0.95),
			allEqualSeconds: Math.max(0, lastBackAt - began) / 1000,
			ackP99Ms: { quiet: quantile(quiet, 0.99), meanwhile: quantile(meanwhile, 0.99) },
			tries,
			cpuMs,
			equal: await equalTo(server, phones)
		};
	} finally {
		for (const socket of sockets) socket.close();
		await Promise.all([server.end(), phones.end()]);
		rmSync(folder, { recursive: true, force: true });
	}
}

/** R4 and fault 10: an audience that comes back all at once, after a cut of the network and after the server was killed. */
export async function storm(count: number, runs: number) {
	const storms: Record<(typeof KINDS)[number], Storm[]> = { cut: [], restart: [] };
	for (let run = 0; run < runs; run++) for (const kind of KINDS) storms[kind].push(await once(kind, count));
	const verdicts = KINDS.flatMap((kind): Verdict[] => {
		const all = storms[kind];
		const what = `${count}, ${kind}`;
		const equal = Math.min(...all.map((one) => one.equal));
		const word = equal === count ? 'PASS' : 'FAIL';
		return [
			judge(
				GOALS.catchUp,
				all.map(({ catchUpP95Ms }) => catchUpP95Ms),
				what
			),
			judge(
				GOALS.allEqual,
				all.map(({ allEqualSeconds }) => allEqualSeconds),
				what
			),
			judge(
				GOALS.stormAck,
				all.map(({ ackP99Ms: { quiet, meanwhile } }) => meanwhile / quiet),
				what
			),
			{
				line: `GOAL storm.boards_equal[${what}] ${equal} of ${count} ${word} (n=${runs})`,
				holdsGate: equal === count
			}
		];
	});
	return { verdicts, raw: { count, hz: HZ, storms } };
}
