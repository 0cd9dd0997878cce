import type { Socket } from 'socket.io-client';
import { untrack } from 'svelte';
import {
	CEREMONY_BEAT_MS,
	CEREMONY_NAMESPACE,
	type CeremonyBeat,
	type CeremonyChannel,
	type CeremonyView,
	type Followed
} from './ceremony-protocol.ts';
import { heardBeat, heardView, type Heard } from './ceremony-sync.ts';

/** Without a word for so long, the hall may be at another step. */
const QUIET_MS = 3 * CEREMONY_BEAT_MS;
const ANSWER_MS = 5000;
const AGAIN_MS = 2000;

interface Following {
	readonly roundId: string;
	readonly channel: CeremonyChannel;
	readonly key: string;
	/** What the page was rendered with. */
	readonly shown: CeremonyView | null;
}

/** A follower of a ceremony: shows the step that the desk tells, catches up by itself, and knows how old its knowledge is. */
export class CeremonyClient {
	shown = $state.raw<CeremonyView | null>(null);
	connection = $state<'connecting' | 'online' | 'reconnecting' | 'offline'>('connecting');
	#heardAt = $state(0);
	#now = $state(0);
	#following: Following;
	#socket: Socket | null = null;
	#asking: ReturnType<typeof setTimeout> | null = null;
	#isOver = false;

	constructor(following: Following) {
		this.#following = following;
		this.shown = following.shown;
		this.#heardAt = this.#now = Date.now();
	}

	get ageMs(): number {
		return Math.max(0, this.#now - this.#heardAt);
	}

	get isStale(): boolean {
		return this.ageMs > QUIET_MS;
	}

	/** Begins to follow; the answer ends it. For `$effect`, which must not begin anew with whatever is heard. */
	start(): () => void {
		return untrack(() => this.#begin());
	}

	#begin(): () => void {
		const ticking = setInterval(() => this.#tick(), 1000);
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
			clearInterval(ticking);
			if (this.#asking) clearTimeout(this.#asking);
			removeEventListener('offline', offline);
			removeEventListener('online', online);
			this.#socket?.close();
		};
	}

	async #connect(): Promise<void> {
		const { io } = await import('socket.io-client');
		if (this.#isOver) return;
		const socket = io(CEREMONY_NAMESPACE, {
			path: '/live',
			transports: ['websocket', 'polling'],
			tryAllTransports: true,
			reconnectionDelay: 300,
			reconnectionDelayMax: 3000
		});
		this.#socket = socket;
		socket.on('connect', () => this.#ask(0));
		socket.on('disconnect', (reason) => {
			if (this.connection !== 'offline') this.connection = 'reconnecting';
			if (reason === 'io server disconnect') this.#comeBack();
		});
		socket.on('connect_error', () => {
			if (this.connection !== 'offline') this.connection = 'reconnecting';
			if (!socket.active) this.#comeBack();
		});
		socket.on('view', (view: CeremonyView) => this.#hear(heardView(this.shown, view)));
		socket.on('beat', (beat: CeremonyBeat) => this.#hear(heardBeat(this.shown, beat)));
	}

	#comeBack(): void {
		setTimeout(() => {
			if (!this.#isOver) this.#socket?.connect();
		}, AGAIN_MS);
	}

	#ask(delayMs: number): void {
		if (this.#asking) return;
		this.#asking = setTimeout(async () => {
			this.#asking = null;
			const socket = this.#socket;
			if (!socket?.connected || this.#isOver) return;
			const { roundId, channel, key } = this.#following;
			try {
				const message = { roundId, channel, key, seq: this.shown?.seq ?? null };
				const followed = (await socket.timeout(ANSWER_MS).emitWithAck('follow', message)) as Followed;
				// No ceremony, or another address by now: it may come.
				if (!followed.ok) return this.#ask(5 * AGAIN_MS);
				this.connection = 'online';
				this.#hear({ shown: followed.view ?? this.shown, isBehind: false });
			} catch {
				this.#ask(AGAIN_MS);
			}
		}, delayMs);
	}

	#hear({ shown, isBehind }: Heard): void {
		this.shown = shown;
		if (isBehind) return this.#ask(0);
		this.#heardAt = this.#now = Date.now();
	}

	#tick(): void {
		this.#now = Date.now();
		// Connected in name only: a machine that slept, a network that swallows.
		if (this.connection === 'online' && this.ageMs > QUIET_MS + CEREMONY_BEAT_MS) {
			this.connection = 'reconnecting';
			this.#socket?.disconnect().connect();
		}
	}
}
