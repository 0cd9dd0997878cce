import type { Socket } from 'socket.io-client';
import { untrack } from 'svelte';
import { QUIET_MS } from '#lib/live/looking.ts';
import { VOTE_NAMESPACE, type PublicVote } from '#lib/live/vote-protocol.ts';

const TICK_MS = 250;
const ANSWER_MS = 4000;

interface Options {
	/** As rendered; the socket takes over. */
	readonly view: PublicVote | null;
	readonly of: { readonly voteId: string } | { readonly roundId: string };
	/** Also asks again every so often: for a hall that shows how many votes came. */
	readonly everyMs?: number;
	/** Phones of a whole hall hear of the opening at once and ask one after another within this time. */
	readonly spreadMs?: number;
	/** Another state than before, or another vote. */
	readonly onchange?: () => void;
}

/** A vote as everybody sees it, with the time that is left by the server's clock. */
export class LiveVote {
	view = $state.raw<PublicVote | null>(null);
	isOnline = $state(true);
	nowMs = $state(Date.now());
	/** The server's clock minus this device's. */
	#offsetMs = 0;
	#heardAt = $state(Date.now());
	#options: Options;
	#socket: Socket | null = null;
	#isOver = false;

	constructor(options: Options) {
		this.#options = options;
		this.view = options.view;
	}

	/** Nobody has answered for a while, though it asks every so often: it may have been closed by hand. */
	get isStale(): boolean {
		return this.nowMs - this.#heardAt > QUIET_MS;
	}

	/** Milliseconds until the vote closes; null where no end is set or it is not open. */
	get leftMs(): number | null {
		const { view } = this;
		if (view?.state !== 'open' || view.closesAt === null) return null;
		return Math.max(0, view.closesAt - this.nowMs - this.#offsetMs);
	}

	/** The state at this moment: the end needs no message. */
	get state(): PublicVote['state'] | null {
		return this.leftMs === 0 ? 'closed' : (this.view?.state ?? null);
	}

	/** Begins to look; the answer ends it. For `$effect`, which must not begin anew with every word it hears. */
	start(): () => void {
		return untrack(() => this.#begin());
	}

	#begin(): () => void {
		if (this.view) this.#offsetMs = this.view.serverTime - Date.now();
		void this.#connect();
		let wasClosed = this.state === 'closed';
		const ticking = setInterval(() => {
			this.nowMs = Date.now();
			const isClosed = this.state === 'closed';
			if (isClosed && !wasClosed) this.#options.onchange?.();
			wasClosed = isClosed;
		}, TICK_MS);
		const { everyMs } = this.#options;
		const asking = everyMs ? setInterval(() => void this.look(), everyMs) : null;
		return () => {
			this.#isOver = true;
			clearInterval(ticking);
			if (asking) clearInterval(asking);
			this.#socket?.close();
		};
	}

	async look(): Promise<void> {
		const socket = this.#socket;
		if (!socket?.connected) return;
		try {
			const view = (await socket
				.timeout(ANSWER_MS)
				.emitWithAck('look', this.#options.of)) as PublicVote | null;
			if (this.#isOver) return;
			this.#heardAt = Date.now();
			this.isOnline = true;
			if (!view) return;
			const { view: before } = this;
			this.#offsetMs = view.serverTime - Date.now();
			this.nowMs = Date.now();
			this.view = view;
			if (before?.state !== view.state || before.voteId !== view.voteId) this.#options.onchange?.();
		} catch {
			this.isOnline = false;
		}
	}

	async #connect(): Promise<void> {
		const { io } = await import('socket.io-client');
		if (this.#isOver) return;
		const socket = io(VOTE_NAMESPACE, {
			path: '/live',
			transports: ['websocket', 'polling'],
			tryAllTransports: true,
			reconnectionDelay: 1000,
			reconnectionDelayMax: 10_000
		});
		this.#socket = socket;
		socket.on('connect', () => void this.look());
		socket.on('disconnect', () => (this.isOnline = false));
		socket.on('changed', () => {
			const { spreadMs = 0 } = this.#options;
			setTimeout(() => void this.look(), Math.random() * spreadMs);
		});
	}
}

/** '1:05', '0:09'. */
export function leftWords(leftMs: number): string {
	const seconds = Math.ceil(leftMs / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
