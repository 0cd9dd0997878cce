import { setTimeout as wait } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import { GOALS, judge, quantile } from './goal.ts';
import { start } from './process.ts';
import { answerTimes, tablet, type JudgedPlace } from './tablets.ts';

const HZ = 8;

/** How long judges wait for the durable answer to one mark, while the board changes eight times a second. */
async function once(viewers: number, marks: number): Promise<number[]> {
	const server = start('peers/product-server.ts');
	const screens = start('peers/viewers.ts');
	const sockets: Socket[] = [];
	try {
		const place = await server.ask<JudgedPlace>({ kind: 'place' });
		if (viewers > 0) {
			await screens.ask({
				kind: 'connect',
				port: place.port,
				count: viewers,
				as: 'stream',
				roundId: place.roundId
			});
		}
		for (const cookie of place.cookies.slice(0, 5)) sockets.push(await tablet(place, cookie));
		await server.ask({ kind: 'drive', hz: HZ });
		await wait(1000);
		return await answerTimes(place, sockets, (given) => given < marks / sockets.length);
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
