import { setTimeout as wait } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { JUDGE_NAMESPACE, JUDGE_PROTOCOL, type Answer } from '#lib/live/judge-protocol.ts';
import { markOf } from './contest.ts';

export interface JudgedPlace {
	readonly port: number;
	readonly roundId: string;
	readonly teamId: string;
	readonly criteria: readonly string[];
	readonly cookies: readonly string[];
}

const EVERY_MS = 100;

/** A judge's tablet, paired and let in. */
export function tablet({ port }: JudgedPlace, cookie: string): Promise<Socket> {
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

/**
 * How long each durable answer took from when the mark was sent, which a tablet does as soon as it has a connection, while every tablet gives a mark each tenth of a second as long as `goesOn`. */
export async function answerTimes(
	place: JudgedPlace,
	tablets: readonly Socket[],
	goesOn: (given: number) => boolean
): Promise<number[]> {
	const took: number[] = [];
	await Promise.all(
		tablets.map(async (socket, index) => {
			await wait((index * EVERY_MS) / tablets.length);
			for (let turn = 0; goesOn(turn); turn++) {
				const mark = markOf(place.teamId, place.criteria[turn % place.criteria.length]!, turn);
				if (!socket.connected) await new Promise<void>((done) => void socket.once('connect', () => done()));
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
}
