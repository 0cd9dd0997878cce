import { untrack } from 'svelte';
import { BOARD_FORMAT } from './board.ts';
import { jittered, type BoardLine, type LineEnds } from './board-line.ts';
import { BEAT_MS, type DeskNews } from './board-protocol.ts';
import { received, type BoardMessage, type Shown } from './board-sync.ts';
import { socketLine } from './socket-line.ts';
import { streamLine } from './stream-line.ts';

export type Connection = 'connecting' | 'online' | 'reconnecting' | 'offline';

/** Without a word for so long, what is shown may be old although nothing reports an error. */
const QUIET_MS = 3 * BEAT_MS;
/** A page that nobody sees gives its connection back: a browser has six for all its pages of one address. */
const HIDDEN_MS = 20_000;
const RELOADED = 'kheo.reloaded';

interface Options {
	readonly roundId: string;
	/** What the page was rendered with. */
	readonly shown: Shown | null;
	/** Phones follow by a stream, which costs them and the server least; screens that must stay and the desk by sockets. */
	readonly by?: 'stream' | 'sockets';
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
	#line: BoardLine | null = null;
	#hiding: ReturnType<typeof setTimeout> | null = null;
	#isStreaming: boolean;

	constructor(options: Options) {
		this.#options = options;
		this.#isStreaming = options.by === 'stream';
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

	/** Begins to listen; the answer ends it. For `$effect`, which must not begin anew with whatever is heard. */
	start(): () => void {
		return untrack(() => this.#begin());
	}

	#begin(): () => void {
		const ticking = setInterval(() => this.#tick(), 1000);
		const offline = () => (this.connection = 'offline');
		const online = () => {
			if (this.connection === 'offline') this.connection = 'reconnecting';
			this.#line?.wake();
		};
		const seen = () => {
			if (document.visibilityState === 'visible') this.#comeUp();
			else if (this.#isStreaming) this.#hiding ??= setTimeout(() => this.#hangUp(), HIDDEN_MS);
		};
		addEventListener('offline', offline);
		addEventListener('online', online);
		document.addEventListener('visibilitychange', seen);
		this.#connect();
		seen();
		return () => {
			clearInterval(ticking);
			if (this.#hiding) clearTimeout(this.#hiding);
			removeEventListener('offline', offline);
			removeEventListener('online', online);
			document.removeEventListener('visibilitychange', seen);
			this.#hangUp();
		};
	}

	#connect(): void {
		const ends: LineEnds = {
			roundId: this.#options.roundId,
			version: () => this.shown?.version ?? null,
			heard: (message) => this.#hear(message),
			joined: () => {
				this.connection = 'online';
				this.#confirm();
			},
			lost: () => {
				if (this.connection !== 'offline') this.connection = 'reconnecting';
			}
		};
		this.#line = this.#isStreaming
			? streamLine(ends, () => this.#takeSockets())
			: socketLine(ends, this.#options);
	}

	#hangUp(): void {
		this.#line?.close();
		this.#line = null;
	}

	/** Something between here and the server holds streams back. */
	#takeSockets(): void {
		this.#hangUp();
		this.#isStreaming = false;
		this.#connect();
	}

	#comeUp(): void {
		if (this.#hiding) clearTimeout(this.#hiding);
		this.#hiding = null;
		if (this.#line) return this.#tick();
		this.connection = 'reconnecting';
		this.#connect();
	}

	#hear(message: BoardMessage): void {
		if (message.roundId !== this.#options.roundId) return;
		if (message.kind === 'snapshot' && message.view.format !== BOARD_FORMAT) return this.#reload();
		const { shown, isBehind } = received(this.shown, message);
		this.shown = shown;
		this.offsetMs = message.now - Date.now();
		if (isBehind) this.#line?.ask(jittered(500));
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
			this.#line?.renew();
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
