import { io, type Socket } from 'socket.io-client';
import {
	BOARD_NAMESPACE,
	type Beat,
	type Joined,
	type Patch,
	type Snapshot
} from '#lib/live/board-protocol.ts';
import { received, type BoardMessage, type Shown } from '#lib/live/board-sync.ts';

export interface BoardViewer {
	readonly socket: Socket;
	/** Everything heard, oldest first. */
	readonly heard: readonly BoardMessage[];
	readonly shown: Shown | null;
	/** True once something was missed. */
	readonly isBehind: boolean;
	join(roundId: string, version?: number | null): Promise<Joined>;
	/** Waits until the board shown satisfies `wanted`. */
	until(wanted: (shown: Shown) => boolean, patienceMs?: number): Promise<Shown>;
	close(): void;
}

/** A real client of a board, without a page; rejects with the server's word where it is not let in. */
export async function boardViewer(
	url: string,
	options: {
		readonly namespace?: string;
		readonly cookie?: string;
		readonly transports?: string[];
		readonly shown?: Shown;
	} = {}
): Promise<BoardViewer> {
	const socket = io(`${url}${options.namespace ?? BOARD_NAMESPACE}`, {
		path: '/live',
		transports: options.transports ?? ['websocket'],
		forceNew: true,
		reconnection: false,
		...(options.cookie && { extraHeaders: { cookie: options.cookie } })
	});
	const heard: BoardMessage[] = [];
	let shown: Shown | null = options.shown ?? null;
	let isBehind = false;
	const waiting = new Set<() => void>();
	const hear = (message: BoardMessage) => {
		heard.push(message);
		const result = received(shown, message);
		shown = result.shown;
		isBehind ||= result.isBehind;
		for (const look of waiting) look();
	};
	socket.on('snapshot', (message: Snapshot) => hear({ kind: 'snapshot', ...message }));
	socket.on('patch', (message: Patch) => hear({ kind: 'patch', ...message }));
	socket.on('beat', (message: Beat) => hear({ kind: 'beat', ...message }));
	await new Promise<void>((resolve, reject) => {
		socket.once('connect', resolve);
		socket.once('connect_error', (error) => {
			socket.close();
			reject(error);
		});
	});
	return {
		socket,
		heard,
		get shown() {
			return shown;
		},
		get isBehind() {
			return isBehind;
		},
		join: (roundId, version = shown?.version ?? null) =>
			socket.timeout(5000).emitWithAck('join', { roundId, version }) as Promise<Joined>,
		until: (wanted, patienceMs = 5000) =>
			new Promise((resolve, reject) => {
				const timer = setTimeout(() => {
					waiting.delete(look);
					reject(new Error(`the board never came; shown: version ${shown?.version}`));
				}, patienceMs);
				const look = () => {
					if (!shown || !wanted(shown)) return;
					clearTimeout(timer);
					waiting.delete(look);
					resolve(shown);
				};
				waiting.add(look);
				look();
			}),
		close: () => void socket.close()
	};
}
