/** Letters to insert, delete or replace to make `a` into `b`; stops counting above `limit`. */
function distance(a: string, b: string, limit: number): number {
	if (Math.abs(a.length - b.length) > limit) return limit + 1;
	let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const current = [i];
		let least = i;
		for (let j = 1; j <= b.length; j++) {
			const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
			const cost = Math.min(previous[j]! + 1, current[j - 1]! + 1, replaced);
			current.push(cost);
			least = Math.min(least, cost);
		}
		if (least > limit) return limit + 1;
		previous = current;
	}
	return previous[b.length]!;
}

/** The candidate whose key is most like `key`, where at most a third of its letters differ; null otherwise. */
export function nearest<T>(key: string, candidates: readonly T[], keyOf: (candidate: T) => string): T | null {
	let best: T | null = null;
	let limit = Math.max(1, Math.floor(key.length / 3));
	for (const candidate of candidates) {
		const other = keyOf(candidate);
		const found = other.includes(key) && key.length >= 4 ? 1 : distance(key, other, limit);
		if (found <= limit && (best === null || found < limit)) {
			best = candidate;
			limit = found;
		}
	}
	return best;
}
