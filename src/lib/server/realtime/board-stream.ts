import { randomUUID } from 'node:crypto';
import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket as TcpSocket } from 'node:net';
import { safeParse } from 'valibot';
import { BOARD_STREAM, type StreamJoined } from '#lib/live/board-protocol.ts';
import { log } from '#lib/server/log.ts';
import { metrics } from '#lib/server/metrics/metrics.ts';
import { addressOf } from './address.ts';
import { streamEvent } from './frame.ts';
import { FollowSchema } from './join.ts';
import type { LaneMember } from './lane.ts';
import type { PublicBoards } from './public-boards.ts';

const HEAD = {
	'Content-Type': 'text/event-stream; charset=utf-8',
	'Cache-Control': 'no-store, no-transform',
	'X-Content-Type-Options': 'nosniff',
	// nginx gathers answers before it passes them on, unless it is told not to.
	'X-Accel-Buffering': 'no',
	Connection: 'close'
};

class Stream implements LaneMember {
	readonly id = randomUUID();
	readonly tcp: TcpSocket;
	version = 0;
	missedBeats = 0;
	place = -1;

	constructor(tcp: TcpSocket) {
		this.tcp = tcp;
	}

	isOpen(): boolean {
		return this.tcp.writable;
	}
}

function refuse(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
	response.writeHead(status, { 'Content-Length': '0', 'Cache-Control': 'no-store', ...headers }).end();
}

/** The wish of a request for a stream; null where it makes no sense. */
function wished({ url = '', headers }: IncomingMessage) {
	const address = URL.parse(url, 'http://board');
	if (!address) return null;
	const parsed = safeParse(FollowSchema, {
		// What a client that only knows event streams says when it comes again.
		...(headers['last-event-id'] && { version: headers['last-event-id'] }),
		...Object.fromEntries(address.searchParams),
		roundId: address.pathname.slice(BOARD_STREAM.length)
	});
	return parsed.success ? parsed.output : null;
}

/**
 * Boards for everybody as event streams over plain HTTP: no account, public projections only. Like the lane of sockets,
 * each message is made once and written to every viewer's connection; the body ends when the connection does, so that
 * what is written needs no framing of its own.
 */
export function openBoardStream(
	http: HttpServer,
	{ rooms, hall }: Pick<PublicBoards, 'rooms' | 'hall'>,
	mayCome: (request: IncomingMessage) => boolean
): () => void {
	async function follow(request: IncomingMessage, response: ServerResponse): Promise<void> {
		if (request.method !== 'GET') return refuse(response, 405, { Allow: 'GET' });
		if (!mayCome(request)) return refuse(response, 403);
		const wish = wished(request);
		// Without its socket, another answer on the same connection is not finished: bytes must not get into that one.
		if (!wish || !response.socket) return refuse(response, 400);
		const { roundId, version: known = null, was } = wish;
		if (was) rooms.existing(roundId)?.endStream(was);
		const tcp = response.socket;
		const address = addressOf(request);
		if (!hall.enter(address)) {
			metrics.refusedViewers.add();
			return refuse(response, 503, { 'Retry-After': '10' });
		}
		let isInside = false;
		try {
			const room = rooms.of(roundId);
			if (!(await room.isReadyFor(known))) return refuse(response, 404);
			if (tcp.destroyed) return;
			isInside = true;
			const stream = new Stream(tcp);
			tcp.once('close', () => {
				hall.leave(address);
				room.leaveStream(stream);
				metrics.sockets.closed('board-stream');
			});
			metrics.sockets.opened('board-stream');
			tcp.cork();
			// The body is what comes until the connection ends: also for proxies that speak HTTP/1.0.
			response.removeHeader('Transfer-Encoding');
			response.writeHead(200, HEAD).flushHeaders();
			const joined: StreamJoined = { roundId, v: room.version, now: Date.now(), stream: stream.id };
			tcp.write(streamEvent('joined', joined));
			room.joinStream(stream, known);
			tcp.uncork();
		} finally {
			if (!isInside) hall.leave(address);
		}
	}

	const others = http.listeners('request') as ((
		request: IncomingMessage,
		response: ServerResponse
	) => void)[];
	http.removeAllListeners('request');
	http.on('request', (request: IncomingMessage, response: ServerResponse) => {
		if (!request.url?.startsWith(BOARD_STREAM)) {
			for (const other of others) other.call(http, request, response);
			return;
		}
		follow(request, response).catch((error: unknown) => {
			log.error({ err: error }, 'a stream of a board could not be opened');
			response.destroy();
		});
	});
	return () => rooms.endStreams();
}
