import type { Socket } from 'socket.io-client';
import {
	BOARD_NAMESPACE,
	type Beat,
	type DeskNews,
	type Joined,
	type Patch,
	type Snapshot
} from './board-protocol.ts';
import { jittered, type BoardLine, type LineEnds } from './board-line.ts';

const ANSWER_MS = 5000;

interface SocketOptions {
	readonly namespace?: string | undefined;
	readonly onnews?: ((news: DeskNews) => void) | undefined;
}

/** A board's line over Socket.IO: what the hall's screen and the desk use, and phones whose network passes no stream on. */
export function socketLine(
	ends: LineEnds,
	{ namespace = BOARD_NAMESPACE, onnews }: SocketOptions = {}
): BoardLine {
	let socket: Socket | null = null;
	let asking: ReturnType<typeof setTimeout> | null = null;
	let isOver = false;

	function comeBack(): void {
		setTimeout(() => {
			if (!isOver) socket?.connect();
		}, jittered(5000));
	}

	function ask(delayMs: number): void {
		if (asking) return;
		asking = setTimeout(async () => {
			asking = null;
			if (!socket?.connected || isOver) return;
			try {
				const message = { roundId: ends.roundId, version: ends.version() };
				const joined = (await socket.timeout(ANSWER_MS).emitWithAck('join', message)) as Joined;
				if (isOver) return;
				// No board yet: it may come.
				if (joined.ok) ends.joined();
				else ask(jittered(10_000));
			} catch {
				ask(jittered(2000));
			}
		}, delayMs);
	}

	async function connect(): Promise<void> {
		// After the page is readable: the board itself does not wait for this.
		const { io } = await import('socket.io-client');
		if (isOver) return;
		socket = io(namespace, {
			path: '/live',
			transports: ['websocket', 'polling'],
			tryAllTransports: true,
			reconnectionDelay: 500,
			reconnectionDelayMax: 8000,
			randomizationFactor: 0.8
		});
		const here = socket;
		here.on('connect', () => ask(0));
		here.on('disconnect', (reason) => {
			if (isOver) return;
			ends.lost();
			if (reason === 'io server disconnect') comeBack();
		});
		here.on('connect_error', () => {
			ends.lost();
			// Turned away by the server: the client does not try again by itself.
			if (!here.active) comeBack();
		});
		here.on('snapshot', (message: Snapshot) => ends.heard({ kind: 'snapshot', ...message }));
		here.on('patch', (message: Patch) => ends.heard({ kind: 'patch', ...message }));
		here.on('beat', (message: Beat) => ends.heard({ kind: 'beat', ...message }));
		if (onnews) here.on('news', onnews);
	}

	void connect();
	return {
		ask,
		wake: () => void socket?.connect(),
		renew: () => void socket?.disconnect().connect(),
		close: () => {
			isOver = true;
			if (asking) clearTimeout(asking);
			socket?.close();
		}
	};
}
