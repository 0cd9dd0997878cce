import type { Socket } from 'socket.io-client';

const LOOK_MS = 5000;
const ANSWER_MS = 4000;
const TICK_MS = 100;
/** After so long without an answer what is shown may be old. */
export const QUIET_MS = 12_000;

/** A quartz is off by less than this share of the time gone by since. */
export const DRIFT = 1 / 5000;

/** Date.now() jumps when the device's clock is set right; this does not, and a reload finds it again within milliseconds. */
export const deviceNow = () => performance.timeOrigin + performance.now();

interface Options {
	readonly namespace: string;
	/** What the server is asked with. */
	readonly question: object;
	/** Said by the server when there is something new to look at. */
	readonly news: string;
	/** How often it looks when a line is new: the quickest answer knows the server's clock best. */
	readonly firstLooks: number;
	/** `anew`: what was known is as old as the line that broke or the device that slept. */
	readonly look: (anew: boolean) => Promise<void>;
	readonly tick: () => void;
	readonly onnews?: () => void;
	/** Takes what the server said itself, instead of looking. */
	readonly hear?: (news: unknown) => void;
	/** How often it looks while nothing is said, ms; five seconds where it is left out. */
	readonly everyMs?: number;
	/** Every few seconds, and whenever it may work again: for what waits to be sent. */
	readonly deliver?: () => Promise<void>;
	/** The device has its network back, or lost it. */
	readonly onnetwork?: (isThere: boolean) => void;
	/** The line to the server broke, or could not be had at all. */
	readonly onlost: (hadLine: boolean) => void;
}

/** Looks at the server again and again: when the line is new, when something is new, when the device wakes, and every few seconds. */
export class Looking {
	#options: Options;
	#socket: Socket | null = null;
	#isOver = false;

	constructor(options: Options) {
		this.#options = options;
	}

	get isOver(): boolean {
		return this.#isOver;
	}

	get isConnected(): boolean {
		return this.#socket?.connected ?? false;
	}

	start(): () => void {
		const { look, tick, deliver, onnetwork, everyMs = LOOK_MS } = this.#options;
		void this.#connect();
		const ticking = setInterval(tick, TICK_MS);
		const looking = setInterval(() => {
			void look(false);
			void deliver?.();
		}, everyMs);
		// A device that slept may have stopped its clock as well.
		const woken = () => {
			if (document.visibilityState !== 'visible') return;
			void look(true);
			void deliver?.();
		};
		const online = () => {
			onnetwork?.(true);
			this.#socket?.connect();
			void look(false);
			void deliver?.();
		};
		const offline = () => onnetwork?.(false);
		document.addEventListener('visibilitychange', woken);
		addEventListener('online', online);
		addEventListener('offline', offline);
		return () => {
			this.#isOver = true;
			clearInterval(ticking);
			clearInterval(looking);
			document.removeEventListener('visibilitychange', woken);
			removeEventListener('online', online);
			removeEventListener('offline', offline);
			this.#socket?.close();
		};
	}

	/** The server's answer; undefined where there is no line, or none came in time. */
	async ask<View>(question = this.#options.question): Promise<View | null | undefined> {
		const socket = this.#socket;
		if (!socket?.connected) return undefined;
		try {
			return (await socket.timeout(ANSWER_MS).emitWithAck('look', question)) as View | null;
		} catch {
			return undefined;
		}
	}

	/** A new line: who is signed in may be somebody else by now. */
	renew(): void {
		this.#socket?.disconnect().connect();
	}

	async #connect(): Promise<void> {
		const { namespace, news, firstLooks, look, deliver, onnews, hear, onlost } = this.#options;
		const { io } = await import('socket.io-client');
		if (this.#isOver) return;
		const socket = io(namespace, {
			path: '/live',
			transports: ['websocket', 'polling'],
			tryAllTransports: true,
			reconnectionDelay: 300,
			reconnectionDelayMax: 3000
		});
		this.#socket = socket;
		// Turned away by the server, the client does not try again by itself.
		const comeBack = () => setTimeout(() => !this.#isOver && socket.connect(), LOOK_MS);
		socket.on('connect', async () => {
			for (let count = 0; count < firstLooks && socket.connected; count++) await look(count === 0);
			await deliver?.();
		});
		socket.on('disconnect', (reason) => {
			onlost(true);
			if (reason === 'io server disconnect') comeBack();
		});
		socket.on('connect_error', () => {
			onlost(false);
			if (!socket.active) comeBack();
		});
		socket.on(news, (told: unknown) => {
			if (hear) return hear(told);
			void look(false);
			onnews?.();
		});
	}
}
