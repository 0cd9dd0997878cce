import { exact, type Exact } from '#lib/domain/shared/exact.ts';

function middle(values: readonly Exact[]): Exact {
	const sorted = values.toSorted((a, b) => a.compare(b));
	const half = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[half]! : sorted[half - 1]!.add(sorted[half]!).div(2);
}

/** What is usual among marks, in points: the median and the median distance from it, which one strange mark cannot move. */
export interface Usual {
	readonly centre: Exact;
	readonly spread: Exact;
}

// The marks of a round are looked at again with every sheet that comes in, and most of them are the same as before.
const MOST_REMEMBERED = 5000;
const known = new Map<string, Usual>();

/** Null of fewer than `least` marks: too few to call anything usual. */
export function usualOf(marks: readonly string[], least: number): Usual | null {
	if (marks.length < least) return null;
	const question = marks.join(' ');
	const remembered = known.get(question);
	if (remembered) return remembered;
	const values = marks.map(exact);
	const centre = middle(values);
	const usual = { centre, spread: middle(values.map((value) => value.sub(centre).abs())) };
	if (known.size === MOST_REMEMBERED) known.clear();
	known.set(question, usual);
	return usual;
}
