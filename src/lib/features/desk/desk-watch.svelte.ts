import type { Socket } from 'socket.io-client';
import { untrack } from 'svelte';
import { DESK_NAMESPACE, type Joined } from '#lib/live/board-protocol.ts';
import { QUIZ_NAMESPACE } from '#lib/live/quiz-protocol.ts';

/** The first news is acted on at once, what follows at most so often: thirty-five judges may tap in one second. */
const FIRST_MS = 60;
const NEXT_MS = 700;
const ANSWER_MS = 5000;
const AGAIN_MS = 4000;

/** Where news of a round comes from, and how the server says that one may listen. */
interface NewsOf {
	readonly namespace: string;
	readonly event: string;
	mayListen(answer: unknown): boolean;
}

const OF_DESK: NewsOf = {
	namespace: DESK_NAMESPACE,
	event: 'news',
	mayListen: (answer) => (answer as Joined).ok
};
/** Questions shown, closed, answered. */
export const OF_QUIZ: NewsOf = {
	namespace: QUIZ_NAMESPACE,
	event: 'changed',
	mayListen: (answer) => answer === true
};

/** Hears that something in a round changed and has the page read it again; what changed comes from the server alone. */
export class DeskWatch {
	connection = $state<'connecting' | 'online' | 'reconnecting' | 'offline'>('connecting');
	#roundId: string;
	#refresh: () => Promise<void>;
	#news: NewsOf;
	#socket: Socket | null = null;
	#timer: ReturnType<typeof setTimeout> | null = null;
	#lastMs = 0;
	/** News came while the page was being read: what it reads may be older. */
	#isBehind = false;
	#isOver = false;

	constructor(roundId: string, refresh: () => Promise<void>, news: NewsOf = OF_DESK) {
		this.#news = news;
		this.#roundId = roundId;
		this.#refresh = refresh;
	}

	/** Begins to listen; the answer ends it. For `$effect`, which must not begin anew with whatever is heard. */
	start(): () => void {
		return untrack(() => this.#begin());
	}

	#begin(): () => void {
		const offline = () => (this.connection = 'offline');
		const online = () => {
			this.connection = 'reconnecting';
			this.#socket?.connect();
		};
		addEventListener('offline', offline);
		addEventListener('online', online);
		void this.#connect();
		return () => {
			this.#isOver = true;
			if (this.#timer) clearTimeout(this.#timer);
			removeEventListener('offline', offline);
			removeEventListener('online', online);
			this.#socket?.close();
		};
	}

	async #connect(): Promise<void> {
		const { io } = await import('socket.io-client');
		if (this.#isOver) return;
		const socket = io(this.#news.namespace, {
			path: '/live',
			transports: ['websocket', 'polling'],
			tryAllTransports: true,
			reconnectionDelay: 500,
			reconnectionDelayMax: 5000
		});
		this.#socket = socket;
		socket.on('connect', () => void this.#watch(socket));
		socket.on('disconnect', (reason) => {
			if (this.connection !== 'offline') this.connection = 'reconnecting';
			if (reason === 'io server disconnect') this.#later(() => socket.connect());
		});
		socket.on('connect_error', () => {
			if (this.connection !== 'offline') this.connection = 'reconnecting';
			if (!socket.active) this.#later(() => socket.connect());
		});
		socket.on(this.#news.event, () => this.#schedule());
	}

	async #watch(socket: Socket): Promise<void> {
		try {
			const answer: unknown = await socket
				.timeout(ANSWER_MS)
				.emitWithAck('watch', { roundId: this.#roundId });
			if (!this.#news.mayListen(answer)) {
				this.connection = 'offline';
				return;
			}
			// What happened while nobody listened is in no news: not since the line broke, nor since the page was rendered.
			this.#schedule();
			this.connection = 'online';
		} catch {
			this.#later(() => socket.connected && void this.#watch(socket));
		}
	}

	#later(act: () => unknown): void {
		setTimeout(() => {
			if (!this.#isOver) act();
		}, AGAIN_MS);
	}

	#schedule(): void {
		if (this.#isOver) return;
		if (this.#timer) {
			this.#isBehind = true;
			return;
		}
		const sinceMs = Date.now() - this.#lastMs;
		this.#timer = setTimeout(
			async () => {
				this.#lastMs = Date.now();
				this.#isBehind = false;
				try {
					await this.#refresh();
				} finally {
					this.#timer = null;
					if (this.#isBehind) this.#schedule();
				}
			},
			Math.max(FIRST_MS, NEXT_MS - sinceMs)
		);
	}
}
