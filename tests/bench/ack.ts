import { setTimeout as wait } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { JUDGE_NAMESPACE, JUDGE_PROTOCOL, type Answer } from '#lib/live/judge-protocol.ts';
import { markOf } from './contest.ts';
import { GOALS, judge, quantile } from './goal.ts';
import { start } from './process.ts';

interface Place {
	readonly port: number;
	readonly roundId: string;
	readonly teamId: string;
	readonly criteria: readonly string[];
	readonly cookies: readonly string[];
}

const HZ = 8;
const EVERY_MS = 100;

function tablet({ port }: Place, cookie: string): Promise<Socket> {
	const socket = io(`http://127.0.0.1:${port}${JUDGE_NAMESPACE}`, {
		path: '/live',
		auth: { protocol: JUDGE_PROTOCOL },
		transports: ['websocket'],
		forceNew: true,
		extraHeaders: { cookie }
	});
	return new Promise((done, fail) => {
		socket.once('connect', () => done(socket));
		socket.once('connect_error', fail);
	});
}

/** How long judges wait for the durable answer to one mark, while the board changes eight times a second. */
async function once(viewers: number, marks: number): Promise<number[]> {
	const server = start('peers/product-server.ts');
	const screens = start('peers/viewers.ts');
	const sockets: Socket[] = [];
	try {
		const place = await server.ask<Place>({ kind: 'place' });
		if (viewers > 0) {
			await screens.ask({
				kind: 'connect',
				port: place.port,
				count: viewers,
				as: 'board',
				roundId: place.roundId
			});
		}
		for (const cookie of place.cookies.slice(0, 5)) sockets.push(await tablet(place, cookie));
		await server.ask({ kind: 'drive', hz: HZ });
		await wait(1000);
		const took: number[] = [];
		await Promise.all(
			sockets.map(async (socket, index) => {
				await wait((index * EVERY_MS) / sockets.length);
				for (let turn = 0; turn < marks / sockets.length; turn++) {
					const mark = markOf(place.teamId, place.criteria[turn % place.criteria.length]!, turn);
					const began = performance.now();
					const answer = (await socket
						.timeout(20_000)
						.emitWithAck('ask', { kind: 'marks', marks: [mark] })) as Answer;
					const ms = performance.now() - began;
					if (answer.kind !== 'marks' || answer.results[0]?.status !== 'stored') {
						throw new Error(`a mark was not stored: ${JSON.stringify(answer)}`);
					}
					took.push(ms);
					await wait(Math.max(0, EVERY_MS - ms));
				}
			})
		);
		return took;
	} finally {
		for (const socket of sockets) socket.close();
		await Promise.all([server.end(), screens.end()]);
	}
}

/** P6: the judge's 99th percentile with an audience against the same without. */
export async function ack(viewers: number, runs: number, marks: number) {
	const p99Ms: { withAudience: number; without: number }[] = [];
	for (let run = 0; run < runs; run++) {
		const without = quantile(await once(0, marks), 0.99);
		const withAudience = quantile(await once(viewers, marks), 0.99);
		p99Ms.push({ withAudience, without });
	}
	const ratios = p99Ms.map(({ withAudience, without }) => withAudience / without);
	return { verdicts: [judge(GOALS.ack, ratios, `${viewers}`)], raw: { viewers, hz: HZ, marks, p99Ms } };
}
