// A server process of its own over the database and Redis named in its environment: sockets and publisher, no pages.
// Says its port to its parent, and announces as its own whatever happening the parent sends it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { app, closeApp } from '#lib/server/app.ts';
import { BEAT_MS } from '#lib/live/board-protocol.ts';
import { attachSockets } from '#lib/server/realtime/attach.ts';
import { announce } from '#lib/server/realtime/bus.ts';
import type { Happening } from '#lib/server/realtime/happening.ts';
import { publisherOf } from '#lib/server/realtime/publisher.ts';

if (process.env.KHEO_TEST_WITHOUT_BEATS) {
	// What then reaches the other process's viewers came through Redis: no clock has to be trusted to tell the two apart.
	const every = globalThis.setInterval;
	globalThis.setInterval = ((work: () => void, ms: number) =>
		every(work, ms === BEAT_MS ? 2 ** 31 - 1 : ms)) as typeof setInterval;
}
const server = createServer((_request, response) => response.writeHead(404).end());
const sockets = await attachSockets(server);
const publisher = publisherOf(app().database);
process.on('message', (happening: Happening) => announce([happening]));
process.on('disconnect', () => {
	publisher.stop();
	void sockets
		.close()
		.then(closeApp)
		.finally(() => process.exit(0));
});
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }));
