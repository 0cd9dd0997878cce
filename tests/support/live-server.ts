import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { JUDGE_NAMESPACE, JUDGE_PROTOCOL, type Answer, type Tell } from '#lib/live/judge-protocol.ts';
import type { Database } from '#lib/server/db/client.ts';
import { sessionsOf } from '#lib/server/auth/lucia.ts';
import { attachSockets } from '#lib/server/realtime/attach.ts';

export interface LiveServer {
	readonly url: string;
	readonly port: number;
	close(): Promise<void>;
}

/**
 * A real HTTP server with the product's own sockets on it, over `database`; no pages and no vite. It stands in for the
 * process's one app, so a test file has one at a time.
 */
export async function liveServer(
	database: Database,
	respond: RequestListener = (_request, response) => response.writeHead(404).end()
): Promise<LiveServer> {
	const globals = globalThis as Record<symbol, unknown>;
	const config = {
		dataFolder: '/nonexistent',
		databaseUrl: '',
		provider: database.provider,
		redisUrl: undefined,
		origin: undefined,
		metricsToken: undefined
	};
	globals[Symbol.for('kheo.app')] = { config, database, sessions: sessionsOf(database, false) };
	const server = createServer(respond);
	const sockets = await attachSockets(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		port,
		close: async () => {
			await sockets.close();
			server.closeAllConnections();
			delete globals[Symbol.for('kheo.app')];
		}
	};
}

export interface TabletClient {
	readonly socket: Socket;
	/** Everything the server told, oldest first. */
	readonly told: readonly Tell[];
	ask(ask: unknown): Promise<Answer>;
	/** The next thing told after now that satisfies `wanted`; what was told before does not count. */
	hears(wanted: (tell: Tell) => boolean): Promise<Tell>;
	close(): void;
}

/** A real socket of a judge's tablet; rejects with the server's word where it is not let in. */
export async function tabletClient(
	url: string,
	cookie: string,
	auth: Record<string, unknown> = { protocol: JUDGE_PROTOCOL }
): Promise<TabletClient> {
	const socket = io(`${url}${JUDGE_NAMESPACE}`, {
		path: '/live',
		auth,
		transports: ['websocket'],
		forceNew: true,
		reconnectionDelay: 20,
		reconnectionDelayMax: 60,
		extraHeaders: { cookie }
	});
	const told: Tell[] = [];
	socket.on('tell', (tell: Tell) => void told.push(tell));
	await new Promise<void>((resolve, reject) => {
		socket.once('connect', resolve);
		socket.once('connect_error', (error) => {
			socket.close();
			reject(error);
		});
	});
	return {
		socket,
		told,
		ask: (ask) => socket.timeout(15_000).emitWithAck('ask', ask) as Promise<Answer>,
		hears: (wanted) =>
			new Promise((resolve, reject) => {
				const timer = setTimeout(() => reject(new Error('nothing of the kind was told')), 10_000);
				const listener = (tell: Tell) => {
					if (!wanted(tell)) return;
					clearTimeout(timer);
					socket.off('tell', listener);
					resolve(tell);
				};
				socket.on('tell', listener);
			}),
		close: () => void socket.close()
	};
}
