import type { CutRule } from '#lib/domain/contest/qualification-rule.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { LAST_STEPS } from '#lib/domain/contest/tie-ladder.ts';
import type { ExactText } from '#lib/domain/shared/exact.ts';
import { exact, exactText } from '#lib/domain/shared/exact.ts';
import { byCodeUnit } from '#lib/domain/shared/order.ts';
import type { FinishedCluster } from '../cut.ts';
import type { Contender, Place, Settlements } from '../placing.ts';
import { place } from '../placing.ts';
import type { AdjustedTotal } from '../qualification.ts';
import type { StandingsRow } from '../standings.ts';
import { allParts } from '../tie-steps/tie-evidence.ts';
import { zScaleOf, zScore } from '../z-score.ts';

/** By what a list of places is made: the compared total, or the score of one part. */
export type Measure = { readonly by: 'total' } | { readonly by: 'part'; readonly partKey: string };

export const BY_TOTAL: Measure = { by: 'total' };

/** Places among the ranked teams of these clusters, by the one comparator of the rounds. */
export function placesAmong(
	stage: Stage,
	results: readonly FinishedCluster[],
	without: readonly string[],
	settlements: Settlements,
	measure: Measure = BY_TOTAL
): readonly Place[] {
	if (results.length === 1 && measure.by === 'total') return placesOfRound(results[0]!, without);
	const adjusted = isAdjusted(stage) ? adjustedTotals(stage, results, measure) : null;
	const contenders: Contender[] = results.flatMap(({ standings }) =>
		rankedRows(standings.rows, measure)
			.filter(({ row }) => !without.includes(row.teamId))
			.map(({ row, value }) => ({
				teamId: row.teamId,
				compared: adjusted?.find((total) => total.teamId === row.teamId)?.z ?? value,
				tieValues: row.tieValues
			}))
	);
	return place(contenders, adjusted ? peoplesSteps(stage) : stage.tieLadder, settlements).places;
}

/** Within one cluster the places of its standings hold, votes and lots included. */
function placesOfRound({ standings }: FinishedCluster, without: readonly string[]): Place[] {
	const ranks = [...new Set(standings.rows.flatMap((row) => row.rank ?? []))];
	return ranks.flatMap((rank) => {
		const teamIds = standings.rows
			.filter((row) => row.rank === rank && !without.includes(row.teamId))
			.map((row) => row.teamId)
			.sort(byCodeUnit);
		if (teamIds.length === 0) return [];
		const open = standings.unresolved.find((tie) => tie.rank === rank);
		return [{ rank, teamIds, needs: teamIds.length > 1 ? (open?.needs ?? null) : null }];
	});
}

function rankedRows(
	rows: readonly StandingsRow[],
	measure: Measure
): { readonly row: StandingsRow; readonly value: ExactText }[] {
	return rows.flatMap((row) => {
		if (row.rank === null) return [];
		const value =
			measure.by === 'total'
				? row.compared
				: allParts(row.parts).find((part) => part.partKey === measure.partKey)?.score?.exact;
		return value == null ? [] : [{ row, value }];
	});
}

/** Whether totals are compared across clusters by their z-scores. */
export function isAdjusted({ qualification }: Stage): boolean {
	return 'differentPanels' in qualification && qualification.differentPanels === 'zScore';
}

/**
 * Every ranked team's total and its z-score within its own cluster. A team that withdrew later stays in the centre and the
 * spread: it was measured with the others, and nobody's z-score moves when it leaves.
 */
export function adjustedTotals(
	stage: Stage,
	results: readonly FinishedCluster[],
	measure: Measure = BY_TOTAL
): AdjustedTotal[] {
	const { zScore: rule } = stage.qualification as Extract<CutRule, { differentPanels: string }>;
	return results.flatMap(({ clusterId, standings }) => {
		const ranked = rankedRows(standings.rows, measure);
		if (ranked.length === 0) return [];
		const scale = zScaleOf(
			ranked.map(({ value }) => exact(value)),
			rule
		);
		return ranked.map(({ row, value }) => ({
			teamId: row.teamId,
			clusterId,
			raw: value,
			centre: exactText(scale.centre),
			spreadSquared: exactText(scale.spreadSquared),
			z: exactText(zScore(exact(value), scale, rule.decimals))
		}));
	});
}

/** Part scores of different panels separate nobody; where z-scores are level only people and lots do. */
function peoplesSteps(stage: Stage) {
	return stage.tieLadder.filter((step) => LAST_STEPS.some((by) => by === step.by));
}
