import { createServer, type Server as HttpServer } from 'node:http';
import { connect, type AddressInfo, type Socket as TcpSocket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Server, type Socket } from 'socket.io';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventFrame, textFrame } from './frame.ts';
import { Lane, laneMember, type LaneMember } from './lane.ts';

let http: HttpServer;
let server: Server;
let port: number;
let lane: Lane;
let version: number;
const members: LaneMember[] = [];
const closing: (() => void)[] = [];

const text = (v: number) => ({ v, text: 'Đội Ễ Ộ' });

beforeEach(async () => {
	version = 1;
	members.length = 0;
	lane = new Lane(() => ({ frame: eventFrame('/board', 'snapshot', text(version)), version }));
	http = createServer();
	server = new Server(http, { path: '/live', perMessageDeflate: false });
	server.of('/board').on('connection', (socket: Socket) => {
		const member = laneMember(socket);
		if (!member) return void socket.emit('polling');
		lane.add(member, version);
		members.push(member);
		socket.on('disconnect', () => lane.remove(member));
		lane.sendSnapshot(member);
	});
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	port = (http.address() as AddressInfo).port;
});

afterEach(async () => {
	for (const close of closing.splice(0)) close();
	await server.close();
});

function patchTo(to: number): void {
	const from = version;
	version = to;
	lane.patch(eventFrame('/board', 'patch', text(to)), from, to);
}

async function viewer() {
	const socket = io(`http://127.0.0.1:${port}/board`, {
		path: '/live',
		transports: ['websocket'],
		forceNew: true
	});
	const heard: string[] = [];
	socket.onAny((event: string, message: { v: number }) => heard.push(`${event} ${message.v}`));
	closing.push(() => socket.close());
	await new Promise((resolve) => socket.once('snapshot', resolve));
	return { socket, heard };
}

/** A phone that has stopped reading: handshakes by hand, then leaves everything in the socket's buffers. */
async function stalledViewer(): Promise<TcpSocket> {
	const before = members.length;
	const tcp = connect(port, '127.0.0.1');
	closing.push(() => tcp.destroy());
	await new Promise((resolve) => tcp.once('connect', resolve));
	tcp.write(
		'GET /live/?EIO=4&transport=websocket HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
			'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'
	);
	await new Promise((resolve) => tcp.once('data', resolve));
	// '40/board,' as a masked frame with an all-zero mask.
	const join = Buffer.from('40/board,');
	tcp.write(Buffer.concat([Buffer.from([0x81, 0x80 | join.length, 0, 0, 0, 0]), join]));
	while (members.length === before) await wait(5);
	tcp.pause();
	return tcp;
}

describe('a frame', () => {
	test('has the length that RFC 6455 asks for, short, middle and long', () => {
		expect([...textFrame('ă').subarray(0, 2)]).toEqual([0x81, 2]);
		expect([...textFrame('x'.repeat(126)).subarray(0, 4)]).toEqual([0x81, 126, 0, 126]);
		expect([...textFrame('x'.repeat(65_536)).subarray(0, 10)]).toEqual([0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]);
	});
});

describe('the lane', () => {
	test('is read by an ordinary client as an ordinary event, in order and each once', async () => {
		const viewers = await Promise.all([viewer(), viewer(), viewer()]);
		for (let v = 2; v <= 20; v++) patchTo(v);
		lane.beat(eventFrame('/board', 'beat', { v: 20 }), 20);
		const patches = Array.from({ length: 19 }, (_, index) => `patch ${index + 2}`);
		for (const { heard } of viewers) {
			// The beat was written last: whoever has heard it has heard all.
			await expect.poll(() => heard.some((line) => line.startsWith('beat'))).toBe(true);
			expect(heard.filter((line) => !line.startsWith('beat'))).toEqual(['snapshot 1', ...patches]);
		}
	});

	test('carries boards of every frame length between the acknowledgements of the same socket', async () => {
		const { socket, heard } = await viewer();
		const sockets = await server.of('/board').fetchSockets();
		for (let v = 2; v <= 30; v++) {
			sockets[0]!.emit('ordinary', { v });
			const from = version;
			version = v;
			lane.patch(eventFrame('/board', 'patch', { v, padding: 'đ'.repeat(v * 2000) }), from, v);
		}
		const count = (kind: string) => heard.filter((line) => line.startsWith(kind)).length;
		await expect.poll(() => [count('patch'), count('ordinary')]).toEqual([29, 29]);
		expect(socket.connected).toBe(true);
	});

	test('passes nobody over and doubles nobody when viewers leave and come in the middle of a fan-out', async () => {
		const tcp = Array.from({ length: 1000 }, (_, index) => {
			const written: number[] = [];
			const fake = { writableLength: 0, write: (frame: Buffer) => written.push(frame.readUInt8(0)) };
			const member: LaneMember = {
				id: String(index),
				tcp: fake as unknown as TcpSocket,
				isOpen: () => true,
				version: 0,
				missedBeats: 0,
				place: -1
			};
			return { member, written };
		});
		for (const { member } of tcp.slice(0, 900)) lane.add(member, 1);
		version = 2;
		lane.patch(Buffer.from([2]), 1, 2);
		// The first chunk is written; now every seventh leaves, and a hundred come with the newest version.
		const leaving = tcp.slice(0, 900).filter((_, index) => index % 7 === 0);
		for (const { member } of leaving) lane.remove(member);
		for (const { member } of tcp.slice(900)) lane.add(member, 2);
		version = 3;
		lane.patch(Buffer.from([3]), 2, 3);
		const stayed = tcp.slice(0, 900).filter(({ member }) => member.place >= 0);
		expect(stayed).toHaveLength(900 - leaving.length);
		await expect.poll(() => tcp.slice(900).every(({ written }) => written.length > 0)).toBe(true);
		await expect.poll(() => stayed.every(({ written }) => written.includes(3))).toBe(true);
		for (const { written } of stayed) expect(written).toEqual([2, 3]);
		for (const { written } of tcp.slice(900)) expect(written).toEqual([3]);
		expect(lane.size).toBe(stayed.length + 100);
	});

	test('lets go of a viewer who disconnects while the others are written to', async () => {
		const viewers = await Promise.all(Array.from({ length: 20 }, viewer));
		patchTo(2);
		for (const { socket } of viewers.slice(0, 10)) socket.disconnect();
		patchTo(3);
		while (lane.size > 10) await wait(5);
		patchTo(4);
		for (const { heard } of viewers.slice(10))
			await expect.poll(() => heard).toEqual(['snapshot 1', 'patch 2', 'patch 3', 'patch 4']);
	});

	test('writes nothing more to a phone that stopped reading, and gives it the whole board when it wakes', async () => {
		const tcp = await stalledViewer();
		const [member] = members;
		const big = 'x'.repeat(32 * 1024);
		for (let v = 2; v <= 600; v++) {
			const from = version;
			version = v;
			lane.patch(eventFrame('/board', 'patch', { v, big }), from, v);
			if (v % 20 === 0) await wait(1);
		}
		await wait(50);
		expect(member!.tcp.writableLength).toBeGreaterThan(0);
		// At most the limit and the one frame that crossed it, not eighteen megabytes.
		expect(member!.tcp.writableLength).toBeLessThan(64 * 1024 + 40 * 1024);
		expect(member!.version).toBeLessThan(600);
		let heard = '';
		tcp.on('data', (chunk) => (heard += chunk.toString('latin1')));
		tcp.resume();
		while (member!.tcp.writableLength > 0) await wait(5);
		lane.beat(eventFrame('/board', 'beat', { v: 600 }), 600);
		while (!heard.includes('["snapshot",{"v":600')) await wait(5);
		expect(member!.version).toBe(600);
	});

	test('leaves a viewer without a WebSocket to Socket.IO', async () => {
		const socket = io(`http://127.0.0.1:${port}/board`, {
			path: '/live',
			transports: ['polling'],
			forceNew: true
		});
		closing.push(() => socket.close());
		await new Promise((resolve) => socket.once('polling', resolve));
		expect(lane.size).toBe(0);
	});
});
