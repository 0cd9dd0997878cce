import type { Socket } from 'socket.io-client';
import { BOARD_FORMAT } from './board.ts';
import {
	BEAT_MS,
	BOARD_NAMESPACE,
	type Beat,
	type DeskNews,
	type Joined,
	type Patch,
	type Snapshot
} from './board-protocol.ts';
import { received, type BoardMessage, type Shown } from './board-sync.ts';

export type Connection = 'connecting' | 'online' | 'reconnecting' | 'offline';

/** Without a word for so long, what is shown may be old although nothing reports an error. */
const QUIET_MS = 3 * BEAT_MS;
const ANSWER_MS = 5000;
const RELOADED = 'kheo.reloaded';

/** Up to twice `ms`: thousands of phones that were cut off together must not come back together. */
const jittered = (ms: number) => ms * (0.5 + Math.random() * 1.5);

interface Options {
	readonly roundId: string;
	/** What the page was rendered with. */
	readonly shown: Shown | null;
	readonly namespace?: string;
	/** The desk's news, by which pages read again what they show besides the board. */
	readonly onnews?: (news: DeskNews) => void;
}

/** A board that keeps itself up to date, with what a reader must know about its age. */
export class BoardClient {
	shown = $state.raw<Shown | null>(null);
	connection = $state<Connection>('connecting');
	/** The server's clock minus this device's. */
	offsetMs = $state(0);
	#heardAt = $state(0);
	#now = $state(0);
	#options: Options;
	#socket: Socket | null = null;
	#asking: ReturnType<typeof setTimeout> | null = null;
	#isOver = false;

	constructor(options: Options) {
		this.#options = options;
		this.shown = options.shown;
		this.#heardAt = this.#now = Date.now();
	}

	/** How long ago the server last confirmed what is shown. */
	get ageMs(): number {
		return Math.max(0, this.#now - this.#heardAt);
	}

	get isStale(): boolean {
		return this.ageMs > QUIET_MS;
	}

	/** Begins to listen; the answer ends it. For `$effect`. */
	start(): () => void {
		const ticking = setInterval(() => this.#tick(), 1000);
		const offline = () => (this.connection = 'offline');
		const online = () => {
			if (this.connection === 'offline') this.connection = 'reconnecting';
			this.#socket?.connect();
		};
		const seen = () => {
			if (document.visibilityState === 'visible') this.#tick();
		};
		addEventListener('offline', offline);
		addEventListener('online', online);
		document.addEventListener('visibilitychange', seen);
		void this.#connect();
		return () => {
			this.#isOver = true;
			clearInterval(ticking);
			if (this.#asking) clearTimeout(this.#asking);
			removeEventListener('offline', offline);
			removeEventListener('online', online);
			document.removeEventListener('visibilitychange', seen);
			this.#socket?.close();
		};
	}

	async #connect(): Promise<void> {
		// After the page is readable: the board itself does not wait for this.
		const { io } = await import('socket.io-client');
		if (this.#isOver) return;
		const socket = io(this.#options.namespace ?? BOARD_NAMESPACE, {
			path: '/live',
			transports: ['websocket', 'polling'],
			tryAllTransports: true,
			reconnectionDelay: 500,
			reconnectionDelayMax: 8000,
			randomizationFactor: 0.8
		});
		this.#socket = socket;
		socket.on('connect', () => this.#ask(0));
		socket.on('disconnect', (reason) => {
			if (this.connection !== 'offline') this.connection = 'reconnecting';
			if (reason === 'io server disconnect') this.#comeBack();
		});
		socket.on('connect_error', () => {
			if (this.connection !== 'offline') this.connection = 'reconnecting';
			// Turned away by the server: the client does not try again by itself.
			if (!socket.active) this.#comeBack();
		});
		socket.on('snapshot', (message: Snapshot) => this.#hear({ kind: 'snapshot', ...message }));
		socket.on('patch', (message: Patch) => this.#hear({ kind: 'patch', ...message }));
		socket.on('beat', (message: Beat) => this.#hear({ kind: 'beat', ...message }));
		if (this.#options.onnews) socket.on('news', this.#options.onnews);
	}

	#comeBack(): void {
		setTimeout(() => {
			if (!this.#isOver) this.#socket?.connect();
		}, jittered(5000));
	}

	/** Asks for the board as of now, in a while; once however often it is wanted. */
	#ask(delayMs: number): void {
		if (this.#asking) return;
		this.#asking = setTimeout(async () => {
			this.#asking = null;
			const socket = this.#socket;
			if (!socket?.connected || this.#isOver) return;
			try {
				const joined = (await socket.timeout(ANSWER_MS).emitWithAck('join', {
					roundId: this.#options.roundId,
					version: this.shown?.version ?? null
				})) as Joined;
				// No board yet: it may come.
				if (!joined.ok) return this.#ask(jittered(10_000));
				this.connection = 'online';
				this.#confirm();
			} catch {
				this.#ask(jittered(2000));
			}
		}, delayMs);
	}

	#hear(message: BoardMessage): void {
		if (message.roundId !== this.#options.roundId) return;
		if (message.kind === 'snapshot' && message.view.format !== BOARD_FORMAT) return this.#reload();
		const { shown, isBehind } = received(this.shown, message);
		this.shown = shown;
		this.offsetMs = message.now - Date.now();
		if (isBehind) this.#ask(jittered(500));
		else this.#confirm();
	}

	#confirm(): void {
		this.#heardAt = this.#now = Date.now();
	}

	#tick(): void {
		this.#now = Date.now();
		// Connected in name only: a phone that slept, a network that swallows.
		if (this.connection === 'online' && this.ageMs > QUIET_MS + BEAT_MS) {
			this.connection = 'reconnecting';
			this.#socket?.disconnect().connect();
		}
	}

	/** The server speaks a newer form than this page: load the page again, but never in a circle. */
	#reload(): void {
		const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
		if (Date.now() - last < 60_000) return;
		sessionStorage.setItem(RELOADED, String(Date.now()));
		setTimeout(() => location.reload(), Math.random() * 5000);
	}
}
