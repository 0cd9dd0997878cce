// One of four servers that send the same patch to the same screens: `stream` is what the product's phones follow and
// `board` what its screens and the desk do, `bare` writes a frame made once to raw sockets, `socketio` is a stock room
// emit. With `whole`, every version differs everywhere, and the stock one sends whole boards.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo, Socket as TcpSocket } from 'node:net';
import { Server } from 'socket.io';
import { hall, teamId } from '#lib/live/board.fixture.ts';
import { officialBoard } from '#lib/live/board-view.ts';
import type { Patch } from '#lib/live/board-protocol.ts';
import { diff } from '#lib/live/patch.ts';
import { admission } from '#lib/server/realtime/admission.ts';
import { BoardRoom, BoardRooms } from '#lib/server/realtime/board-room.ts';
import { openBoardStream } from '#lib/server/realtime/board-stream.ts';
import { eventFrame } from '#lib/server/realtime/frame.ts';
import { sameOrigin } from '#lib/server/realtime/origin.ts';
import { answering, collect } from '../process.ts';

const kind = process.argv[2] as 'stream' | 'board' | 'bare' | 'socketio';
const isWhole = process.argv[3] === 'whole';
const base = officialBoard(hall({ teams: 35, performed: 35, publicBoard: 'afterEachTeam' }));
const ROUND = base.round.id;

/** Version `v`: one team's score differs from the version before, and everybody keeps their places. */
function version(v: number) {
	const changed = teamId((v % 35) + 1);
	const total = `${40 + (v % 50)}.25`;
	const rows = base.rows.map((row, index) => {
		if (isWhole)
			return {
				...row,
				rank: ((index + v) % 35) + 1,
				total,
				name: `${row.name} ${v}`,
				parts: [total, `${v}`, total]
			};
		return row.teamId === changed ? { ...row, total, parts: ['10.00', '20.25', null] } : row;
	});
	return { version: v, at: new Date(1_700_000_000_000 + v), view: { ...base, rows } };
}

function patchTo(v: number): Patch {
	const patch = diff(version(v - 1).view, version(v).view);
	return { roundId: ROUND, from: v - 1, v, at: version(v).at.getTime(), now: Date.now(), patch };
}

const http = createServer();
let current = 1;
let send: (v: number) => void;

if (kind === 'bare') {
	const sockets: TcpSocket[] = [];
	http.on('upgrade', (request, socket) => {
		const accept = createHash('sha1')
			.update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
			.digest('base64');
		socket.write(
			`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`
		);
		(socket as TcpSocket).setNoDelay(true);
		sockets.push(socket as TcpSocket);
	});
	send = (v) => {
		const frame = eventFrame('/board', 'patch', patchTo(v));
		for (const socket of sockets) socket.write(frame);
	};
} else {
	const io = new Server(http, {
		path: '/live',
		serveClient: false,
		perMessageDeflate: false,
		pingInterval: 600_000
	});
	const board = io.of('/board');
	if (kind === 'socketio') {
		board.on('connection', (socket) => void socket.join(ROUND));
		send = (v) =>
			void board
				.to(ROUND)
				.emit('patch', isWhole ? { v, now: Date.now(), view: version(v).view } : patchTo(v));
	} else if (kind === 'stream') {
		const rooms = new BoardRooms(() => new BoardRoom(board, ROUND, async () => version(current)));
		const hall = admission({ all: 20_000, perAddress: 20_000 });
		openBoardStream(http, { rooms, hall }, (request) => sameOrigin(request, undefined));
		const room = rooms.of(ROUND);
		send = () => void room.refresh();
	} else {
		const room = new BoardRoom(board, ROUND, async () => version(current));
		board.on('connection', (socket) => {
			socket.on('join', (_message, answer: (joined: unknown) => void) => {
				void room.join(socket, null).then((v) => answer({ ok: true, version: v }));
			});
			socket.on('disconnect', () => room.leave(socket));
		});
		send = () => void room.refresh();
	}
}

await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', 4096, resolve));
let began: NodeJS.CpuUsage | undefined;

type Question =
	| { kind: 'port' | 'begin' | 'cpu' | 'memory' }
	| { kind: 'send'; v: number }
	| { kind: 'sendMany'; from: number; count: number };

answering(async (question: Question) => {
	switch (question.kind) {
		case 'port':
			return { port: (http.address() as AddressInfo).port, roundId: ROUND };
		case 'send':
			current = question.v;
			send(question.v);
			return true;
		case 'sendMany':
			for (current = question.from; current < question.from + question.count; current++) {
				send(current);
				// Each version goes out by itself: two that are asked for in one turn would be one patch.
				await new Promise((done) => setTimeout(done, 1));
			}
			current -= 1;
			return true;
		case 'begin':
			collect();
			began = process.cpuUsage();
			return true;
		case 'cpu': {
			const used = process.cpuUsage(began);
			return (used.user + used.system) / 1000;
		}
		case 'memory':
			collect();
			return process.memoryUsage();
	}
});
