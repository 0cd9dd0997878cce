/** Refuses whoever asks a sensitive route too often; forgotten at a restart, so for nuisance, not for passwords. */
export interface RateLimit {
	/** Seconds to wait; 0 where the caller may go on, which is then counted. */
	take(caller: string, now: number): number;
	/** The same without counting: for limits of failures, which are known only afterwards. */
	wait(caller: string, now: number): number;
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
	const recentOf = (caller: string, now: number) =>
		(taken.get(caller) ?? []).filter((time) => time > now - windowMs);
	const waitFor = (recent: readonly number[], now: number) =>
		recent.length >= allowed ? Math.ceil((recent[0]! + windowMs - now) / 1000) : 0;
	return {
		wait: (caller, now) => waitFor(recentOf(caller, now), now),
		take(caller, now) {
			if (taken.size > FORGET_ABOVE) forgetOld(now);
			const recent = recentOf(caller, now);
			const seconds = waitFor(recent, now);
			if (seconds > 0) return seconds;
			taken.delete(caller);
			taken.set(caller, [...recent, now]);
			return 0;
		}
	};
}
