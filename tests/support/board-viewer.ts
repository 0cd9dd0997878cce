import { io, type Socket } from 'socket.io-client';
import {
	BOARD_NAMESPACE,
	type Beat,
	type Joined,
	type Patch,
	type Snapshot
} from '#lib/live/board-protocol.ts';
import type { Shown } from '#lib/live/board-sync.ts';
import { boardScreen, type BoardScreen } from './board-screen.ts';

export interface BoardViewer extends BoardScreen {
	readonly socket: Socket;
	join(roundId: string, version?: number | null): Promise<Joined>;
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
	const screen = boardScreen(options.shown);
	const { hear } = screen;
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
		heard: screen.heard,
		get shown() {
			return screen.shown;
		},
		get isBehind() {
			return screen.isBehind;
		},
		until: screen.until,
		join: (roundId, version = screen.shown?.version ?? null) =>
			socket.timeout(5000).emitWithAck('join', { roundId, version }) as Promise<Joined>,
		close: () => void socket.close()
	};
}
