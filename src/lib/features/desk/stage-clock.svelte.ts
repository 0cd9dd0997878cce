interface Kept {
	readonly bankedMs: number;
	/** When it was last started; null while it stands. */
	readonly since: number | null;
}

const EMPTY: Kept = { bankedMs: 0, since: null };

// Date.now() jumps when the tablet's clock is set right; this does not, and a reload finds it again within milliseconds.
const now = () => performance.timeOrigin + performance.now();

/** A clock that a person starts, pauses and goes on with; it survives a reload of the page on this device. */
export class StageClock {
	elapsedMs = $state(0);
	isRunning = $state(false);
	#kept: Kept = EMPTY;
	#name: string;
	#ticking: ReturnType<typeof setInterval> | undefined;

	constructor(name: string) {
		this.#name = `kheo.clock:${name}`;
	}

	/** Takes up what was left here. For `$effect`; the answer ends it. */
	open(): () => void {
		try {
			const text = localStorage.getItem(this.#name);
			if (text) this.#kept = JSON.parse(text) as Kept;
		} catch {
			this.#kept = EMPTY;
		}
		this.#show();
		this.#ticking = setInterval(() => this.isRunning && this.#show(), 100);
		return () => clearInterval(this.#ticking);
	}

	start(): void {
		if (this.#kept.since === null) this.#keep({ ...this.#kept, since: now() });
	}

	/** Stops and answers the milliseconds so far; `start` goes on from there. */
	pause(): number {
		this.#keep({ bankedMs: this.#measured(), since: null });
		return this.#kept.bankedMs;
	}

	reset(): void {
		this.#keep(EMPTY);
	}

	#measured(): number {
		const { bankedMs, since } = this.#kept;
		return Math.round(bankedMs + (since === null ? 0 : Math.max(0, now() - since)));
	}

	#keep(kept: Kept): void {
		this.#kept = kept;
		this.#show();
		try {
			if (kept === EMPTY) localStorage.removeItem(this.#name);
			else localStorage.setItem(this.#name, JSON.stringify(kept));
		} catch {
			// Storage is full or forbidden: the clock runs, it only does not survive a reload.
		}
	}

	#show(): void {
		this.isRunning = this.#kept.since !== null;
		this.elapsedMs = this.#measured();
	}
}
