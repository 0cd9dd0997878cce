import type { Aggregation } from '#lib/domain/contest/aggregation.ts';
import { exact, exactText } from '#lib/domain/shared/exact.ts';
import type { Lack } from '../derivation.ts';
import type { JudgeFigure } from './aggregated.ts';
import { markersOf } from './two-markers.ts';

/** What the method misses although every ballot asked for is in: then the part has no score. Null: it can be computed. */
export function lackOf(figures: readonly JudgeFigure[], rule: Aggregation): Lack | null {
	const counted = figures.length;
	if (counted === 0) return { kind: 'noMethod', counted };
	switch (rule.method) {
		case 'closestTwoOfThree':
			return counted > 3 ? { kind: 'noMethod', counted } : null;
		case 'byCount': {
			const row = rule.table.find(({ marks }) => marks === counted);
			if (row?.method === 'quorumLost') return { kind: 'quorumLost', counted };
			return row ? null : { kind: 'noMethod', counted };
		}
		case 'weightedKinds': {
			const known = rule.kinds.map(({ kind }) => kind);
			const strangers = figures.filter(({ kind }) => kind === null || !known.includes(kind));
			if (strangers.length > 0) {
				return { kind: 'seatKind', judgeIds: strangers.map(({ judgeId }) => judgeId) };
			}
			const absent = known.filter((kind) => !figures.some((figure) => figure.kind === kind));
			if (absent.length === 0 || rule.whenKindMissing === 'renormalise') return null;
			return { kind: 'judgeKind', judgeKinds: absent };
		}
		case 'twoMarkers': {
			const { firsts, thirds, difference, callsThird } = markersOf(figures, rule);
			if (difference === null) return { kind: 'twoMarkers', counted: firsts.length };
			if (!callsThird || thirds.length === 1) return null;
			return {
				kind: 'thirdMarker',
				counted: thirds.length,
				difference: exactText(difference),
				limit: exactText(exact(rule.thirdFrom))
			};
		}
		default:
			return null;
	}
}
