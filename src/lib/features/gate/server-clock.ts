import { serverMoment } from './scan-facts.ts';

/** Both in milliseconds; `steady` counts on whatever the clock is set to. */
export interface Watches {
	wall(): number;
	steady(): number;
}

const WATCHES: Watches = { wall: () => Date.now(), steady: () => performance.now() };

/**
 * The server's clock as a tablet knows it: its own one, corrected, and never earlier than what the server said last. Yesterday by
 * a clock that was set back, whoever came in today has not come in.
 */
export class ServerClock {
	readonly #watches: Watches;
	#said: { readonly serverMs: number; readonly steadyMs: number } | null = null;

	constructor(watches = WATCHES) {
		this.#watches = watches;
	}

	/** What the server's clock said, in milliseconds since 1970, a moment ago or before the page was loaded. */
	said(serverMs: number): void {
		this.#said = { serverMs, steadyMs: this.#watches.steady() };
	}

	/** `offsetMs`: the tablet's clock minus the server's, as last measured. */
	now(offsetMs: number | undefined): Date {
		const corrected = serverMoment(this.#watches.wall(), offsetMs);
		if (!this.#said) return corrected;
		const least = this.#said.serverMs + this.#watches.steady() - this.#said.steadyMs;
		return new Date(Math.max(corrected.getTime(), Math.floor(least)));
	}
}
