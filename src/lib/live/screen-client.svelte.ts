import type { Socket } from 'socket.io-client';
import { untrack } from 'svelte';
import {
	IDENTIFY_MS,
	REPORT_MS,
	SCREEN_FORMAT,
	SCREEN_NAMESPACE,
	type AssignedScreen,
	type ScreenReport,
	type ScreenState
} from './screen-protocol.ts';

const ANSWER_MS = 4000;
const AGAIN_MS = 2000;
/** Without an answer for so long, what is shown may not be what the desk wants. */
const QUIET_MS = 3 * REPORT_MS;
const RELOADED = 'kheo.screen.reloaded';

interface Options {
	/** As rendered. */
	readonly state: ScreenState;
	/** How the server knows this screen: by the cookie of a window, or by the key in its address. */
	readonly auth: { readonly n?: string; readonly key?: string };
	readonly appVersion: string;
	readonly locale: 'vi' | 'en';
	/** Gets a new secret and code into the cookie; false where that did not work out. Left out by overlays. */
	readonly askForCode?: () => Promise<boolean>;
	readonly isDataStale: () => boolean;
}

/** A screen's line to its desk: says what is on show, hears what should be, and keeps the last scene while the line is broken. */
export class ScreenClient {
	state = $state.raw<ScreenState>({ kind: 'unknown' });
	isOnline = $state(false);
	isIdentifying = $state(false);
	#heardAt = $state(0);
	#now = $state(0);
	#options: Options;
	#socket: Socket | null = null;
	#shown: { readonly seq: number; readonly digest: string } | null = null;
	#roundTripMs: number | null = null;
	#isAsking = false;
	#asksAgain = false;
	#identifying: ReturnType<typeof setTimeout> | null = null;
	#isOver = false;

	constructor(options: Options) {
		this.#options = options;
		this.state = options.state;
		this.#heardAt = this.#now = Date.now();
	}

	get ageMs(): number {
		return Math.max(0, this.#now - this.#heardAt);
	}

	/** Nobody has confirmed for a while that this is what should be on show. */
	get isStale(): boolean {
		return this.ageMs > QUIET_MS;
	}

	get assigned(): AssignedScreen | null {
		return this.state.kind === 'assigned' ? this.state : null;
	}

	/** The scene of this change stands on the screen: only now the desk is told so. */
	shows(seq: number, digest: string): void {
		if (this.#shown?.seq === seq && this.#shown.digest === digest) return;
		this.#shown = { seq, digest };
		void this.report();
	}

	/** Begins; the answer ends it. For `$effect`, which must not begin anew with whatever is heard. */
	start(): () => void {
		return untrack(() => this.#begin());
	}

	#begin(): () => void {
		const ticking = setInterval(() => (this.#now = Date.now()), 1000);
		const reporting = setInterval(() => void this.report(), REPORT_MS);
		const woken = () => {
			this.#socket?.connect();
			void this.report();
		};
		addEventListener('online', woken);
		addEventListener('resize', woken);
		document.addEventListener('visibilitychange', woken);
		void this.#connect();
		return () => {
			this.#isOver = true;
			clearInterval(ticking);
			clearInterval(reporting);
			if (this.#identifying) clearTimeout(this.#identifying);
			removeEventListener('online', woken);
			removeEventListener('resize', woken);
			document.removeEventListener('visibilitychange', woken);
			this.#socket?.close();
		};
	}

	async #connect(): Promise<void> {
		const { io } = await import('socket.io-client');
		if (this.#isOver) return;
		const socket = io(SCREEN_NAMESPACE, {
			path: '/live',
			auth: this.#options.auth,
			// A connection of its own: the cookie is read when it opens, and a new code comes with a new cookie.
			forceNew: true,
			transports: ['websocket', 'polling'],
			tryAllTransports: true,
			reconnectionDelay: 300,
			reconnectionDelayMax: 3000
		});
		this.#socket = socket;
		socket.on('connect', () => void this.report());
		socket.on('disconnect', (reason) => {
			this.isOnline = false;
			if (reason === 'io server disconnect') this.#comeBack();
		});
		socket.on('connect_error', () => {
			this.isOnline = false;
			if (!socket.active) this.#comeBack();
		});
		socket.on('changed', () => void this.report());
		socket.on('called', (call: 'identify' | 'reload') => {
			if (call === 'reload') location.reload();
			else this.#identify();
		});
	}

	#comeBack(): void {
		setTimeout(() => {
			if (!this.#isOver) this.#socket?.connect();
		}, AGAIN_MS);
	}

	#identify(): void {
		if (this.#identifying) clearTimeout(this.#identifying);
		this.isIdentifying = true;
		this.#identifying = setTimeout(() => (this.isIdentifying = false), IDENTIFY_MS);
	}

	/** Says what is on show and asks what should be; asked for meanwhile, once more afterwards. */
	async report(): Promise<void> {
		if (this.#isAsking) {
			this.#asksAgain = true;
			return;
		}
		this.#isAsking = true;
		try {
			do {
				this.#asksAgain = false;
				await this.#reportOnce();
			} while (this.#asksAgain && !this.#isOver);
		} finally {
			this.#isAsking = false;
		}
	}

	async #reportOnce(): Promise<void> {
		const socket = this.#socket;
		if (!socket?.connected || this.#isOver) return;
		const { appVersion, locale, isDataStale } = this.#options;
		const report: ScreenReport = {
			seq: this.#shown?.seq ?? null,
			digest: this.#shown?.digest ?? null,
			width: Math.round(innerWidth * devicePixelRatio),
			height: Math.round(innerHeight * devicePixelRatio),
			appVersion: appVersion.slice(0, 40),
			roundTripMs: this.#roundTripMs,
			isStale: isDataStale(),
			locale
		};
		const askedAt = performance.now();
		try {
			const state = (await socket.timeout(ANSWER_MS).emitWithAck('report', report)) as ScreenState;
			if (this.#isOver) return;
			this.#roundTripMs = Math.round(performance.now() - askedAt);
			this.isOnline = true;
			await this.#hear(state);
		} catch {
			this.isOnline = false;
		}
	}

	async #hear(state: ScreenState): Promise<void> {
		this.#heardAt = this.#now = Date.now();
		if (state.kind === 'assigned') {
			if (state.format !== SCREEN_FORMAT) return this.reload();
			// What it has already is not sent again.
			const before = this.assigned;
			this.state = 'data' in state ? state : { ...state, data: before?.data ?? null };
			return;
		}
		this.#shown = null;
		this.state = state;
		if (state.kind === 'unknown' && (await this.#options.askForCode?.())) {
			this.#socket?.disconnect().connect();
		}
	}

	/** Loads the page again, but never in a circle: the server speaks a newer form, or what is shown stays old. */
	reload(): void {
		const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
		if (Date.now() - last < 60_000) return;
		sessionStorage.setItem(RELOADED, String(Date.now()));
		location.reload();
	}
}
