/**
 * Moments on this tablet's clock, each later than every one before, also where the clock is set back: what is compared by them is
 * what came first.
 */
export class Stamps {
	#last = 0;

	/** One that lies on the disk. In milliseconds since 1970, as all of them. */
	seen(stamp: number): void {
		this.#last = Math.max(this.#last, stamp);
	}

	next(nowMs = Date.now()): number {
		this.#last = Math.max(this.#last + 1, nowMs);
		return this.#last;
	}
}
