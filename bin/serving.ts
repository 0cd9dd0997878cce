import { createServer, type RequestListener, type Server } from 'node:http';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { log } from '#lib/server/log.ts';

type Sockets = { attach(server: Server): Promise<void>; close(): Promise<void> };

export interface Serving {
	readonly origin: string;
	/** Sockets first, then pages, then the database. */
	stop(): Promise<void>;
}

/** Serves the built app's pages and sockets on one port. The database must have been migrated. */
export async function serve(build: string, host: string, port: number): Promise<Serving> {
	process.env.ORIGIN ||= `http://localhost:${port}`;
	// adapter-node stops at 512 kB: the package of a contest of 35 teams is larger, and so are lists of a city's people.
	process.env.BODY_SIZE_LIMIT ||= '40M';
	const { handler } = (await import(pathToFileURL(resolve(build, 'handler.js')).href)) as {
		handler: RequestListener;
	};
	const sockets = (globalThis as Record<symbol, unknown>)[Symbol.for('kheo.sockets')] as Sockets;
	// A judge's tablet must not lose its server to a promise that nobody waited for; the fault is in the log.
	process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise failed and nobody heard'));
	const server = createServer(handler);
	server.requestTimeout = 60_000;
	server.headersTimeout = 20_000;
	await sockets.attach(server);
	await new Promise<void>((listening, failed) => {
		server.once('error', failed);
		server.listen(port, host, listening);
	});
	return {
		origin: process.env.ORIGIN,
		stop: async () => {
			// Sockets hold the HTTP server open.
			await sockets.close();
			await new Promise((closed) => {
				server.close(closed);
				server.closeIdleConnections();
				setTimeout(() => server.closeAllConnections(), 3000).unref();
			});
			const { closeApp } = await import('#lib/server/app.ts');
			await closeApp();
		}
	};
}

/** Ends cleanly on SIGTERM and SIGINT, once. */
export function stopOnSignal(serving: Serving, after: () => void = () => {}): void {
	let stopping = false;
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		process.on(signal, () => {
			if (stopping) return;
			stopping = true;
			log.info({ signal }, 'stopping');
			void serving.stop().then(() => {
				after();
				log.info('stopped');
				process.exit(0);
			});
		});
	}
}
