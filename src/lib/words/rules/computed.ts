import type { Computed, ComputedRow } from '#lib/domain/scoring/aggregation/what-is-computed.ts';
import { m } from '#lib/paraglide/messages.js';
import { pointsWords, type Locale } from '../points.ts';

/** What becomes of each number of ballots, as sentences; numbers that are treated alike share one. */
export function computedLines(rows: readonly ComputedRow[], locale: Locale): string[] {
	const spans: { from: number; to: number; what: string }[] = [];
	for (const { marks, computed } of rows) {
		const what = computedWords(computed, locale);
		const last = spans.at(-1);
		if (last?.what === what) last.to = marks;
		else spans.push({ from: marks, to: marks, what });
	}
	return spans.map(({ from, to, what }) =>
		from === to
			? m.rules_computed_one({ count: from, what }, { locale })
			: m.rules_computed_range({ from, to, what }, { locale })
	);
}

/** 'lấy trung bình' */
export function computedWords(computed: Computed, locale: Locale): string {
	const o = { locale };
	switch (computed.kind) {
		case 'mean':
			return m.rules_computed_mean({}, o);
		case 'median':
			return m.rules_computed_median({}, o);
		case 'sum':
			return m.rules_computed_sum({}, o);
		case 'sumScaledUp':
			return m.rules_computed_sum_scaled({ panel: computed.panel }, o);
		case 'trimmed':
			return m.rules_computed_trimmed({ high: computed.dropHigh, low: computed.dropLow }, o);
		case 'closestTwo':
			return computed.whenEqual === 'higherPair'
				? m.rules_computed_closest_higher({}, o)
				: m.rules_computed_closest_all({}, o);
		case 'outlierExclude': {
			const delta = pointsWords(computed.delta, locale);
			return computed.deltaOn === 'own'
				? m.rules_computed_outlier({ delta }, o)
				: m.rules_computed_outlier_scale10({ delta }, o);
		}
		case 'weightedKinds':
			return m.rules_computed_kinds({}, o);
		case 'markerMissing':
			return m.rules_computed_marker_missing({}, o);
		case 'twoMarkers':
			return m.rules_computed_two_markers({ points: pointsWords(computed.thirdFrom, locale) }, o);
		case 'thirdMarker':
			return computed.thirdIs === 'final'
				? m.rules_computed_third_final({}, o)
				: m.rules_computed_third_closest({}, o);
		case 'quorumLost':
			return m.rules_computed_quorum_lost({}, o);
		case 'wholePanelNeeded':
			return m.rules_computed_whole_panel({ panel: computed.panel }, o);
		case 'noMethod':
			return m.rules_computed_no_method({}, o);
	}
}
