import type { Aggregation, AggregationBy } from '#lib/domain/contest/aggregation.ts';
import type { AbsencePolicy } from '#lib/domain/contest/panel.ts';

/** What becomes of a number of marks. `wholePanelNeeded`, `quorumLost`, `noMethod` and `markerMissing` give no score. */
export type Computed =
	| { readonly kind: 'wholePanelNeeded'; readonly panel: number }
	/** `quorum` null: the method's own table says so. */
	| { readonly kind: 'quorumLost'; readonly quorum: number | null }
	| { readonly kind: 'noMethod' }
	| { readonly kind: 'mean' }
	| { readonly kind: 'median' }
	| { readonly kind: 'sum' }
	| { readonly kind: 'sumScaledUp'; readonly panel: number }
	| { readonly kind: 'trimmed'; readonly dropHigh: number; readonly dropLow: number }
	| { readonly kind: 'closestTwo'; readonly whenEqual: AggregationBy<'closestTwoOfThree'>['whenEqual'] }
	| {
			readonly kind: 'outlierExclude';
			readonly delta: string;
			readonly deltaOn: AggregationBy<'outlierExclude'>['deltaOn'];
	  }
	| { readonly kind: 'weightedKinds' }
	| { readonly kind: 'markerMissing' }
	| { readonly kind: 'twoMarkers'; readonly thirdFrom: string }
	| { readonly kind: 'thirdMarker'; readonly thirdIs: AggregationBy<'twoMarkers'>['thirdIs'] };

export interface ComputedRow {
	readonly marks: number;
	readonly computed: Computed;
}

/** The panel as far as it decides what is computed; `quorum` is the part's own where it has one. */
export interface ComputingPanel {
	readonly judges: number;
	readonly quorum: number;
	readonly absence: AbsencePolicy;
}

/** For every number of marks from one to the whole panel, what the rules make of them, and where the quorum is lost. */
export function whatIsComputed(rule: Aggregation, panel: ComputingPanel): ComputedRow[] {
	return Array.from({ length: panel.judges }, (_, index) => ({
		marks: index + 1,
		computed: computed(rule, index + 1, panel)
	}));
}

function computed(rule: Aggregation, marks: number, panel: ComputingPanel): Computed {
	const { judges, quorum, absence } = panel;
	if (marks < quorum) return { kind: 'quorumLost', quorum };
	const isWhole = marks === judges;
	// Of two markers and a third the third is not absent, only not called.
	if (!isWhole && absence === 'fullPanelOnly' && rule.method !== 'twoMarkers') {
		return { kind: 'wholePanelNeeded', panel: judges };
	}
	switch (rule.method) {
		case 'mean':
		case 'median':
		case 'weightedKinds':
			return { kind: rule.method };
		case 'sum':
			if (isWhole) return { kind: 'sum' };
			return { kind: rule.whenFewer === 'incomplete' ? 'wholePanelNeeded' : 'sumScaledUp', panel: judges };
		case 'trimmed': {
			const reached = rule.table.filter(({ atLeast }) => atLeast <= marks);
			const row = reached.sort((a, b) => b.atLeast - a.atLeast)[0];
			return droppedOr(row ?? { dropHigh: 0, dropLow: 0 });
		}
		case 'outlierExclude':
			// Where leaving one out would leave too few, all are averaged.
			if (marks <= rule.minRemaining) return { kind: 'mean' };
			return { kind: 'outlierExclude', delta: rule.delta, deltaOn: rule.deltaOn };
		case 'closestTwoOfThree':
			if (marks < 3) return { kind: 'mean' };
			return marks === 3 ? { kind: 'closestTwo', whenEqual: rule.whenEqual } : { kind: 'noMethod' };
		case 'byCount': {
			const row = rule.table.find((candidate) => candidate.marks === marks);
			if (!row) return { kind: 'noMethod' };
			if (row.method === 'quorumLost') return { kind: 'quorumLost', quorum: null };
			if (row.method === 'trimmed') return droppedOr(row);
			if (row.method === 'closestTwoOfThree') return { kind: 'closestTwo', whenEqual: row.whenEqual };
			return { kind: row.method };
		}
		case 'twoMarkers':
			if (marks === 1) return { kind: 'markerMissing' };
			if (marks === 2) return { kind: 'twoMarkers', thirdFrom: rule.thirdFrom };
			return marks === 3 ? { kind: 'thirdMarker', thirdIs: rule.thirdIs } : { kind: 'noMethod' };
	}
}

function droppedOr({ dropHigh, dropLow }: { dropHigh: number; dropLow: number }): Computed {
	return dropHigh + dropLow === 0 ? { kind: 'mean' } : { kind: 'trimmed', dropHigh, dropLow };
}
