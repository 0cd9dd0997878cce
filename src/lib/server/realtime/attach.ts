import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { app } from '#lib/server/app.ts';
import { log } from '#lib/server/log.ts';
import { sameOrigin } from './origin.ts';

const KEY = Symbol.for('kheo.sockets');
const holder = globalThis as typeof globalThis & {
	[KEY]?: { attach(server: HttpServer): Promise<void>; io?: Server; close(): Promise<void> };
};

/** Puts Socket.IO on the HTTP server that serves the pages: one port for both. */
export async function attachSockets(server: HttpServer): Promise<void> {
	const { config } = app();
	const io = new Server(server, {
		path: '/live',
		serveClient: false,
		// One mark is a few hundred bytes, a tablet's whole journal some hundred kilobytes.
		maxHttpBufferSize: 512 * 1024,
		allowRequest: (request, decide) => decide(null, sameOrigin(request, config.origin)),
		connectionStateRecovery: { maxDisconnectionDuration: 2 * 60_000, skipMiddlewares: false }
	});
	const { openChannels } = await import('./channels.ts');
	openChannels(io);
	io.engine.on('connection_error', (error: { message: string; code: number }) =>
		log.debug({ code: error.code }, error.message)
	);
	exposeSockets();
	holder[KEY]!.io = io;
}

/** Makes attaching reachable for the server's entry, which stands outside the built bundle. */
export function exposeSockets(): void {
	holder[KEY] ??= {
		attach: attachSockets,
		close: async () => {
			await holder[KEY]?.io?.close();
		}
	};
}
