import { marksPart } from './ballot-sheet.ts';
import type { Part } from './part.ts';
import { scoredParts } from './part.ts';

interface Seat {
	readonly id: string;
	readonly kind: string | null;
}

/** Every kind of judge that some part of the stage names: to mark it, to be weighed, or as its third marker. */
export function kindsAsked(parts: readonly Part[]): string[] {
	const kinds = scoredParts(parts).flatMap(({ part }) => {
		if (part.kind !== 'judged') return [];
		const rule = part.aggregation;
		const weighed = rule.method === 'weightedKinds' ? rule.kinds.map(({ kind }) => kind) : [];
		return [...part.judgeKinds, ...weighed, ...(rule.method === 'twoMarkers' ? [rule.thirdKind] : [])];
	});
	return [...new Set(kinds)];
}

/** What the kinds of the seats leave undone, for a part whose method asks for kinds. */
export type KindGap =
	/** Judges who mark the part and have no weight in it. */
	| { readonly kind: 'withoutWeight'; readonly part: string; readonly judgeIds: readonly string[] }
	/** Nobody of this kind; `isNeeded`: no team gets a score without. */
	| { readonly kind: 'nobody'; readonly part: string; readonly of: string; readonly isNeeded: boolean }
	| { readonly kind: 'notTwoMarkers'; readonly part: string; readonly judges: number };

export function kindGaps(parts: readonly Part[], seats: readonly Seat[]): KindGap[] {
	return scoredParts(parts).flatMap(({ path, part }): KindGap[] => {
		if (part.kind !== 'judged') return [];
		const rule = part.aggregation;
		const marking = seats.filter((seat) => marksPart(part.judgeKinds, seat.kind));
		const nobody = (of: string, isNeeded: boolean): KindGap[] =>
			marking.some((seat) => seat.kind === of) ? [] : [{ kind: 'nobody', part: path, of, isNeeded }];
		if (rule.method === 'weightedKinds') {
			const bare = marking.filter((seat) => !rule.kinds.some(({ kind }) => kind === seat.kind));
			return [
				...(bare.length > 0
					? [{ kind: 'withoutWeight' as const, part: path, judgeIds: bare.map(({ id }) => id) }]
					: []),
				...rule.kinds.flatMap(({ kind }) => nobody(kind, rule.whenKindMissing === 'incomplete'))
			];
		}
		if (rule.method !== 'twoMarkers') return [];
		const judges = marking.filter((seat) => seat.kind !== rule.thirdKind).length;
		return [
			...(judges === 2 ? [] : [{ kind: 'notTwoMarkers' as const, part: path, judges }]),
			...nobody(rule.thirdKind, false)
		];
	});
}
