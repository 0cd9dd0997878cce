import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openDatabase } from '#lib/server/db/client.ts';

let server: Server;
const sockets = new Set<Socket>();

afterEach(async () => {
	for (const socket of sockets) socket.destroy();
	await new Promise((closed) => server.close(closed));
});

/** A message of PostgreSQL's protocol: its letter, its length, its body. */
function message(letter: string, body: Buffer): Buffer {
	const head = Buffer.alloc(5);
	head.write(letter, 0, 'latin1');
	head.writeInt32BE(body.length + 4, 1);
	return Buffer.concat([head, body]);
}

/** A server that lets everybody in and, with the same bytes, says that it is being shut down. */
async function leavingServer(): Promise<number> {
	const letIn = message('R', Buffer.alloc(4));
	const ready = message('Z', Buffer.from('I'));
	const leaving = message(
		'E',
		Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0')
	);
	server = createServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.once('data', () => socket.end(Buffer.concat([letIn, ready, leaving])));
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const address = server.address();
	return typeof address === 'object' && address ? address.port : 0;
}

test('a database server that leaves as a connection becomes ready fails the command, never the process', async () => {
	const fallen: unknown[] = [];
	const note = (error: unknown) => void fallen.push(error);
	process.on('uncaughtException', note);
	const port = await leavingServer();
	const database = openDatabase({
		databaseUrl: `postgresql://kheo@127.0.0.1:${port}/kheo`,
		provider: 'postgresql'
	});
	await expect(database.transaction((tx) => tx.unit.count())).rejects.toThrow();
	await expect(database.read.unit.count()).rejects.toThrow();
	await database.close();
	process.off('uncaughtException', note);
	expect(fallen).toEqual([]);
});
