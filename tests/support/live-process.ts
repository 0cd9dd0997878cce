// A server process of its own over the database and Redis named in its environment: sockets and publisher, no pages.
// Says its port to its parent, and announces as its own whatever happening the parent sends it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { app, closeApp } from '#lib/server/app.ts';
import { attachSockets } from '#lib/server/realtime/attach.ts';
import { announce } from '#lib/server/realtime/bus.ts';
import type { Happening } from '#lib/server/realtime/happening.ts';
import { publisherOf } from '#lib/server/realtime/publisher.ts';

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
