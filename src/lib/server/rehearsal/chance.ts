import type { MarkScale } from '#lib/domain/scoring/check-mark.ts';

/** Repeatable chance for robots: the same seed, the same rehearsal. Numbers from 0 to below 1 (mulberry32). */
export function chance(seed: string): () => number {
	let state = 2166136261;
	for (const character of seed) state = Math.imul(state ^ character.codePointAt(0)!, 16777619);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** A mark on the criterion's grid or list around `level` (0 to 1 of the span), as decimal text. */
export function markAround(criterion: MarkScale, level: number): string {
	if (criterion.marks) {
		const last = criterion.marks.length - 1;
		return criterion.marks[Math.round(last * Math.min(1, Math.max(0, level)))]!;
	}
	const [min, max, step] = [Number(criterion.min), Number(criterion.max), Number(criterion.step)];
	const steps = Math.round(((max - min) * Math.min(1, Math.max(0, level))) / step);
	// Steps of real rules have at most three decimals; robots are the only place where a mark is made from a float.
	return String(Number((min + Math.min(steps, Math.floor((max - min) / step + 1e-9)) * step).toFixed(3)));
}
