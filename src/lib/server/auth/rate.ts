/** Refuses whoever asks a sensitive route too often; forgotten at a restart, so for nuisance, not for passwords. */
export interface RateLimit {
	/** Seconds to wait; 0 where the caller may go on, which is then counted. */
	take(caller: string, now: number): number;
}

const FORGET_ABOVE = 10_000;

/** Lets each caller through `allowed` times in any `windowMs` milliseconds. */
export function rateLimit({ allowed, windowMs }: { allowed: number; windowMs: number }): RateLimit {
	const taken = new Map<string, number[]>();
	// Callers stand in the order of their last call: the stale ones are in front, and where all are fresh the longest
	// silent goes, so that a flood of addresses cannot fill the memory.
	function forgetOld(now: number): void {
		for (const [caller, times] of taken) {
			if (taken.size <= FORGET_ABOVE && (times.at(-1) ?? 0) > now - windowMs) break;
			taken.delete(caller);
		}
	}
	return {
		take(caller, now) {
			if (taken.size > FORGET_ABOVE) forgetOld(now);
			const recent = (taken.get(caller) ?? []).filter((time) => time > now - windowMs);
			if (recent.length >= allowed) return Math.ceil((recent[0]! + windowMs - now) / 1000);
			taken.delete(caller);
			taken.set(caller, [...recent, now]);
			return 0;
		}
	};
}
