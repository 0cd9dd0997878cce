// Thousands of screens in one process: WebSockets and streams by hand, so that they cost the machine little. They answer
// pings, and tell when the last of them has received a given text.
import { connect, type Socket } from 'node:net';
import { answering } from '../process.ts';

type Kind = 'bare' | 'socketio' | 'board' | 'stream';

interface Place {
	readonly port: number;
	readonly as: Kind;
	readonly roundId?: string;
	/** The version that the page was rendered with. */
	readonly shows?: number;
}

type Question =
	| ({ readonly kind: 'connect'; readonly count: number } & Place)
	| { readonly kind: 'watch'; readonly text: string }
	| { readonly kind: 'seen' | 'stall' };

interface Screen {
	readonly tcp: Socket;
	tail: Buffer;
	hasSeen: boolean;
}

const AT_ONCE = 100;
/** What a phone's browser says with every request. */
const BROWSER =
	'User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36\r\n' +
	'Accept: */*\r\nAccept-Encoding: gzip, deflate\r\nAccept-Language: vi-VN,vi;q=0.9,en;q=0.8\r\n' +
	'Cache-Control: no-cache\r\nPragma: no-cache\r\nSec-Fetch-Site: same-origin\r\n';
const screens: Screen[] = [];
let marker: Buffer | null = null;
let missing = 0;
let tellSeen: ((at: number) => void) | null = null;
let lastSeenAt = 0;

const clock = () => performance.timeOrigin + performance.now();

/** A client's text frame with a mask of zeros. */
function frame(text: string): Buffer {
	const body = Buffer.from(text);
	const head =
		body.length < 126 ? [0x81, 0x80 | body.length] : [0x81, 0xfe, body.length >> 8, body.length & 255];
	return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), body]);
}

const PONG = frame('3');

function look(screen: Screen, chunk: Buffer): void {
	if (!marker || screen.hasSeen) return;
	const text = screen.tail.length > 0 ? Buffer.concat([screen.tail, chunk]) : chunk;
	if (text.includes(marker)) {
		screen.hasSeen = true;
		screen.tail = Buffer.alloc(0);
		missing -= 1;
		if (missing === 0) {
			lastSeenAt = clock();
			tellSeen?.(lastSeenAt);
		}
		return;
	}
	screen.tail = Buffer.from(text.subarray(-marker.length + 1));
}

function requestOf({ port, as, roundId, shows }: Place): string {
	const head = `Host: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\n${BROWSER}`;
	if (as === 'stream') {
		const known = shows === undefined ? '' : `?version=${shows}`;
		return `GET /live/boards/${roundId}${known} HTTP/1.1\r\n${head}\r\n`;
	}
	return (
		`GET /live/?EIO=4&transport=websocket HTTP/1.1\r\n${head}Connection: Upgrade\r\n` +
		'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'
	);
}

function open(place: Place): Promise<void> {
	const { port, as, roundId } = place;
	return new Promise((ready, fail) => {
		const tcp = connect(port, '127.0.0.1');
		const screen: Screen = { tcp, tail: Buffer.alloc(0), hasSeen: false };
		let heard = '';
		let step = 0;
		tcp.setNoDelay(true);
		tcp.on('error', fail);
		tcp.on('connect', () => tcp.write(requestOf(place)));
		const done = () => {
			screens.push(screen);
			step = 9;
			ready();
		};
		tcp.on('data', (chunk) => {
			if (step === 9) {
				// engine.io's ping is the frame 81 01 32.
				if (chunk.length === 3 && chunk[2] === 0x32) tcp.write(PONG);
				else look(screen, chunk);
				return;
			}
			heard += chunk.toString('latin1');
			if (step === 0 && heard.includes('\r\n\r\n')) {
				step = 1;
				if (as === 'bare') return done();
			}
			if (as === 'stream') {
				if (heard.includes('event: joined')) done();
				return;
			}
			if (step === 1 && heard.includes('0{"sid"')) {
				step = 2;
				tcp.write(frame('40/board,'));
			}
			if (step === 2 && heard.includes('40/board,{')) {
				step = 3;
				if (as === 'socketio') return done();
				tcp.write(frame(`42/board,0["join",${JSON.stringify({ roundId, version: null })}]`));
			}
			if (step === 3 && heard.includes('43/board,0[')) done();
		});
	});
}

answering(async (question: Question) => {
	switch (question.kind) {
		case 'connect': {
			let left = question.count;
			const began = clock();
			await Promise.all(
				Array.from({ length: AT_ONCE }, async () => {
					while (left-- > 0) await open(question);
				})
			);
			return { screens: screens.length, tookMs: clock() - began };
		}
		case 'stall':
			for (const { tcp } of screens) tcp.pause();
			return true;
		case 'watch':
			marker = Buffer.from(question.text);
			missing = screens.length;
			for (const screen of screens) {
				screen.hasSeen = false;
				screen.tail = Buffer.alloc(0);
			}
			return true;
		case 'seen':
			if (missing === 0) return lastSeenAt;
			return new Promise((resolve) => (tellSeen = resolve));
	}
});
