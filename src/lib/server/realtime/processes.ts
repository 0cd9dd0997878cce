import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from 'redis';
import { newId } from '#lib/live/id.ts';
import { log } from '#lib/server/log.ts';
import { announce, listen } from './bus.ts';
import type { Happening } from './happening.ts';

const STREAM = 'kheo:happenings';
const KEPT = 10_000;
const BLOCK_MS = 5000;
const PAUSE_MS = 250;

/**
 * Joins this process with the installation's others through one Redis stream: what is committed in one is heard in all.
 * While Redis is away happenings wait here and there, and boards catch up from the database at every heartbeat.
 *
 * Every process writes to its own sockets only, so Socket.IO needs no adapter; the streams adapter leaves rejected
 * publishes unhandled, which ends the process when Redis drops a connection (processes.test.ts cuts it).
 */
export function joinProcesses(redisUrl: string): () => void {
	const own = newId();
	const writer = createClient({ url: redisUrl });
	const reader = createClient({ url: redisUrl });
	const waiting: Happening[] = [];
	let isWriting = false;
	let isOver = false;
	let isDown = false;

	for (const client of [writer, reader]) {
		client.on('error', (error: Error) => {
			if (!isDown && !isOver) log.error({ err: error }, 'Redis is away; boards catch up from the database');
			isDown = true;
		});
		client.on('ready', () => {
			if (isDown) log.info('Redis is back');
			isDown = false;
		});
		client.connect().catch((error: unknown) => {
			if (!isOver) log.error({ err: error }, 'Redis could not be reached');
		});
	}

	/** In the order of commits; a batch whose fate is unknown is written again, and hearing twice does no harm. */
	async function write(): Promise<void> {
		if (isWriting) return;
		isWriting = true;
		while (waiting.length > 0 && !isOver) {
			const batch = waiting.slice(0, 100);
			try {
				await writer.xAdd(
					STREAM,
					'*',
					{ from: own, happenings: JSON.stringify(batch) },
					{ TRIM: { strategy: 'MAXLEN', strategyModifier: '~', threshold: KEPT } }
				);
				waiting.splice(0, batch.length);
			} catch {
				await wait(PAUSE_MS);
			}
		}
		isWriting = false;
	}

	async function read(): Promise<void> {
		let last: string | undefined;
		while (!isOver) {
			try {
				// Not `$`: what comes between two reads would be passed over.
				last ??= (await reader.xRevRange(STREAM, '+', '-', { COUNT: 1 }))?.[0]?.id ?? '0-0';
				const found = await reader.xRead({ key: STREAM, id: last }, { BLOCK: BLOCK_MS, COUNT: 100 });
				for (const { messages } of (found ?? []) as { messages: Entry[] }[]) {
					for (const { id, message } of messages) {
						last = id;
						if (message.from !== own) announce(JSON.parse(message.happenings!) as Happening[], 'elsewhere');
					}
				}
			} catch (error) {
				if (!isOver && !isDown) log.error({ err: error }, 'happenings of other processes could not be read');
				await wait(PAUSE_MS);
			}
		}
	}

	const stopListening = listen((happening, origin) => {
		if (origin !== 'here') return;
		waiting.push(happening);
		if (waiting.length > KEPT) waiting.shift();
		void write();
	});
	void read();
	return () => {
		isOver = true;
		stopListening();
		writer.destroy();
		reader.destroy();
	};
}

interface Entry {
	readonly id: string;
	readonly message: Readonly<Record<string, string>>;
}
