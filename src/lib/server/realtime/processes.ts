import { createAdapter } from '@socket.io/redis-streams-adapter';
import { createClient } from 'redis';
import type { Server } from 'socket.io';
import { log } from '#lib/server/log.ts';
import { announce, listen } from './bus.ts';
import type { Happening } from './happening.ts';

const EVENT = 'happenings';

/**
 * Joins this process with the installation's others through Redis: what is committed in one is heard in all. Without
 * Redis for a while nothing is lost but time: boards are also read again from the database at every heartbeat.
 */
export async function joinProcesses(io: Server, redisUrl: string): Promise<() => Promise<void>> {
	const redis = createClient({ url: redisUrl });
	let isDown = false;
	redis.on('error', (error: Error) => {
		if (!isDown) log.error({ err: error }, 'Redis is not there; other processes hear from the database only');
		isDown = true;
	});
	redis.on('ready', () => {
		isDown = false;
	});
	await redis.connect();
	io.adapter(createAdapter(redis, { streamName: 'kheo', maxLen: 10_000 }));
	io.on(EVENT as never, ((happenings: Happening[]) => announce(happenings, 'elsewhere')) as never);
	const stop = listen((happening, origin) => {
		if (origin === 'here') io.serverSideEmit(EVENT, [happening]);
	});
	return async () => {
		stop();
		await redis.close().catch(() => redis.destroy());
	};
}
