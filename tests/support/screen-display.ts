import { io, type Socket } from 'socket.io-client';
import { SCREEN_NAMESPACE, type ScreenReport, type ScreenState } from '#lib/live/screen-protocol.ts';

export interface ScreenDisplay {
	readonly socket: Socket;
	/** How often it was told that there is something new. */
	readonly news: number;
	/** What it was called to do, oldest first. */
	readonly calls: readonly string[];
	/** Says what it shows (the newest that it heard of, if nothing else is given) and hears what it should. */
	report(change?: Partial<ScreenReport>): Promise<ScreenState>;
	/** Waits until it is told that there is something new, once more than `before` times. */
	told(before: number): Promise<void>;
	close(): void;
}

/** A screen of the hall without a page: `cookie` as its browser would send it, or `key` as in an overlay's address. */
export async function screenDisplay(
	url: string,
	auth: { readonly secret?: string; readonly n?: string; readonly key?: string }
): Promise<ScreenDisplay> {
	const { secret, ...handshake } = auth;
	const name = handshake.n && handshake.n !== '1' ? `kheo_screen_${handshake.n}` : 'kheo_screen';
	const socket = io(url + SCREEN_NAMESPACE, {
		path: '/live',
		auth: handshake,
		transports: ['websocket'],
		forceNew: true,
		reconnection: false,
		...(secret && { extraHeaders: { cookie: `${name}=${secret}` } })
	});
	let news = 0;
	const calls: string[] = [];
	const waiting = new Set<() => void>();
	let shown: { seq: number | null; digest: string | null } = { seq: null, digest: null };
	socket.on('changed', () => {
		news += 1;
		for (const look of waiting) look();
	});
	socket.on('called', (call: string) => void calls.push(call));
	await new Promise<void>((resolve, reject) => {
		socket.once('connect', resolve);
		socket.once('connect_error', reject);
	});
	return {
		socket,
		get news() {
			return news;
		},
		calls,
		async report(change = {}) {
			const report: ScreenReport = {
				...shown,
				width: 1920,
				height: 1080,
				appVersion: 'test',
				roundTripMs: 12,
				isStale: false,
				locale: 'vi',
				...change
			};
			const state = (await socket.timeout(15_000).emitWithAck('report', report)) as ScreenState;
			if (state.kind === 'assigned') shown = { seq: state.seq, digest: state.digest };
			return state;
		},
		told: (before) =>
			new Promise((resolve, reject) => {
				const timer = setTimeout(() => {
					waiting.delete(look);
					reject(new Error(`the screen was told nothing new; so far ${news} times`));
				}, 15_000);
				const look = () => {
					if (news <= before) return;
					clearTimeout(timer);
					waiting.delete(look);
					resolve();
				};
				waiting.add(look);
				look();
			}),
		close: () => void socket.close()
	};
}
