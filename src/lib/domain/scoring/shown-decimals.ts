import type { Stage } from '#lib/domain/contest/rules.ts';
import { exact, fixed } from '#lib/domain/shared/exact.ts';
import type { StandingsRow } from './standings.ts';

const MOST_DECIMALS = 9;

/**
 * How totals are shown: with the decimals of the rules, and when two neighbours would look equal although their compared
 * totals differ, with as many more of the compared total as it takes to see why one stands before the other.
 */
export function shownDecimals(
	stage: Stage,
	ranked: readonly StandingsRow[]
): { decimals: number; show: (row: StandingsRow) => string } {
	const asRuled = (row: StandingsRow) => fixed(exact(row.total!.exact), stage.shownDecimals);
	if (tellsApart(ranked, asRuled)) return { decimals: stage.shownDecimals, show: asRuled };
	for (let decimals = stage.shownDecimals; ; decimals += 1) {
		const show = (row: StandingsRow) => fixed(exact(row.compared!), decimals);
		if (decimals === MOST_DECIMALS || tellsApart(ranked, show)) return { decimals, show };
	}
}

function tellsApart(ranked: readonly StandingsRow[], show: (row: StandingsRow) => string): boolean {
	return ranked.every((row, index) => {
		const next = ranked[index + 1];
		return !next || next.compared === row.compared || show(next) !== show(row);
	});
}
