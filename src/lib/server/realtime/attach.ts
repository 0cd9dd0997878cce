import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { app } from '#lib/server/app.ts';
import { log } from '#lib/server/log.ts';
import { sameOrigin } from './origin.ts';
import { joinProcesses } from './processes.ts';

const KEY = Symbol.for('kheo.sockets');
const holder = globalThis as typeof globalThis & {
	[KEY]?: {
		attach(server: HttpServer): Promise<void>;
		close(): Promise<void>;
		/** The HTTP server that the sockets are on. */
		server?: HttpServer;
	};
};

/** Open sockets on an HTTP server, and what closes them. */
export interface Sockets {
	readonly io: Server;
	close(): Promise<void>;
}

/** Puts Socket.IO on the HTTP server that serves the pages: one port for both. */
export async function attachSockets(server: HttpServer): Promise<Sockets> {
	const { config } = app();
	// No connection-state recovery: every channel catches up by version or by idempotency key, also after a restart, and
	// recovery would keep two minutes of packets and sessions of a whole audience. No compression: a frame is written
	// as it is to all viewers (lane.ts).
	const io = new Server(server, {
		path: '/live',
		serveClient: false,
		perMessageDeflate: false,
		httpCompression: false,
		// One mark is a few hundred bytes, a tablet's whole journal some hundred kilobytes.
		maxHttpBufferSize: 512 * 1024,
		allowRequest: (request, decide) => decide(null, sameOrigin(request, config.origin))
	});
	io.engine.on('connection_error', (error: { message: string; code: number }) =>
		log.debug({ code: error.code }, error.message)
	);
	const leaveProcesses = config.redisUrl ? joinProcesses(config.redisUrl) : () => {};
	const { openChannels } = await import('./channels.ts');
	const closeChannels = openChannels(io, server);
	const sockets: Sockets = {
		io,
		close: async () => {
			closeChannels();
			await io.close();
			leaveProcesses();
		}
	};
	exposeSockets();
	holder[KEY]!.close = sockets.close;
	holder[KEY]!.server = server;
	return sockets;
}

/** Makes attaching reachable for the server's entry, which stands outside the built bundle. */
export function exposeSockets(): void {
	holder[KEY] ??= {
		attach: async (server) => {
			await attachSockets(server);
		},
		close: async () => {}
	};
}

/** Where this process's own sockets are reached from this machine; null while nothing listens. */
export function ownOrigin(): string | null {
	const address = holder[KEY]?.server?.address();
	if (!address || typeof address === 'string') return null;
	const isAny = address.address === '0.0.0.0' || address.address === '::';
	const host = isAny ? '127.0.0.1' : address.family === 'IPv6' ? `[${address.address}]` : address.address;
	return `http://${host}:${address.port}`;
}
