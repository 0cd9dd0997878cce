import type { Stage } from '#lib/domain/contest/rules.ts';
import type { CutRule } from '#lib/domain/contest/qualification-rule.ts';
import type { Exact, ExactText } from '#lib/domain/shared/exact.ts';
import { exactText } from '#lib/domain/shared/exact.ts';
import { sortedBy } from '#lib/domain/shared/order.ts';
import { comparesClusters } from '../comparable.ts';
import type { QualificationDecisions, TeamUnits } from '../qualification.ts';
import { qualify } from '../qualify.ts';
import type { RoundSheet } from '../round-sheet.ts';
import type { Standings } from '../standings.ts';
import { tabulate } from '../tabulate.ts';
import { boundsOf } from './bounds.ts';
import type { Race, Runner } from './race.ts';
import { isClinched, isOut, raceFor } from './race.ts';

/** The round of one cluster as it is marked so far. */
export interface ClusterSheet {
	readonly clusterId: string | null;
	readonly clusterKey?: string | null;
	/** Null: the cluster has no round yet. */
	readonly sheet: RoundSheet | null;
}

/**
 * clinched: goes on however the rest is marked · in: has all its marks and would go on if the others without all theirs were
 * not there · bubble: may go on or not · out: cannot go on any more · none: does not compete for a place.
 */
export const CHANCES = ['clinched', 'in', 'bubble', 'out', 'none'] as const;
export type Chance = (typeof CHANCES)[number];

export interface TeamForecast {
	readonly teamId: string;
	readonly clusterId: string | null;
	readonly chance: Chance;
	/** The least and the most that the compared total can end with; equal when all marks are in. */
	readonly least: ExactText | null;
	readonly most: ExactText | null;
	/** With a total above this it goes on whatever the others do; null: that does not lie with the team alone. */
	readonly sureAbove: ExactText | null;
	/** Below this total it is out whatever the others do; null: any total may do. */
	readonly chanceFrom: ExactText | null;
}

/** Why nothing can be told beforehand. */
export const FORECAST_GAPS = [
	'lastStage',
	'noRound',
	'committee',
	'panels',
	'zScore',
	'ranks',
	'unitCap',
	'withdrawals'
] as const;
export type ForecastGap = (typeof FORECAST_GAPS)[number];

export interface Forecast {
	readonly gap: ForecastGap | null;
	/** By cluster, then by id; empty where there is a gap. */
	readonly teams: readonly TeamForecast[];
}

/**
 * Who can still go on from a stage, by exact bounds. Assumed is that marks given stay, that nobody is deducted, disqualified
 * or withdraws from now on, and that a tie at the cut is settled so that its places are filled. It shows marks that may be
 * hidden from the public and belongs on no public page.
 */
export function forecast(
	stage: Stage,
	clusters: readonly ClusterSheet[],
	decisions: QualificationDecisions,
	units: TeamUnits = []
): Forecast {
	const rule = stage.qualification;
	if (rule.kind === 'none') return { gap: 'lastStage', teams: [] };
	if (rule.kind === 'committeeChoice') return { gap: 'committee', teams: [] };
	const rounds = sortedBy(clusters, ({ clusterId }) => clusterId ?? '').flatMap(
		({ clusterId, clusterKey, sheet }) =>
			sheet
				? [{ clusterId, clusterKey: clusterKey ?? clusterId, sheet, standings: tabulate(stage, sheet) }]
				: []
	);
	if (rounds.length < clusters.length || rounds.length === 0) return { gap: 'noRound', teams: [] };
	const settled = qualify(stage, rounds, decisions, units);
	if (settled.state === 'decided') return { gap: null, teams: decidedTeams(rounds, settled.through) };
	const gone = decisions.withdrawals.map(({ teamId }) => teamId);
	const gap = gapOf(stage, rule, rounds, gone, units);
	if (gap) return { gap, teams: [] };

	const runners = rounds.flatMap(({ sheet, clusterId, clusterKey }) =>
		boundsOf(stage, sheet).map((bounds): Runner => ({ ...bounds, cluster: { clusterId, clusterKey } }))
	);
	const stays = rule.onWithdrawal === 'leaveVacant' ? [] : gone;
	const race = raceFor(
		rule,
		runners.filter(({ teamId }) => !stays.includes(teamId))
	);
	const complete = rounds.map((round) => ({ ...round, standings: onlyComplete(round.standings) }));
	const now = new Set(qualify(stage, complete, decisions, units).clear);
	const teams = rounds.flatMap(({ clusterId, sheet }) =>
		sortedBy(sheet.entrants, ({ id }) => id).map(({ id }): TeamForecast => {
			const own = race.runners.find(({ teamId }) => teamId === id);
			if (!own || gone.includes(id)) return notInQuestion(id, clusterId);
			return { teamId: id, clusterId, ...written(own), ...chanceOf(race, own, now.has(id)) };
		})
	);
	return { gap: null, teams };
}

function gapOf(
	stage: Stage,
	rule: CutRule,
	rounds: readonly { readonly sheet: RoundSheet }[],
	gone: readonly string[],
	units: TeamUnits
): ForecastGap | null {
	if (stage.placing.by !== 'points') return 'ranks';
	if (comparesClusters(rule) && rounds.length > 1 && 'differentPanels' in rule) {
		const panels = new Set(
			rounds.map(({ sheet }) =>
				sortedBy(sheet.judges, ({ id }) => id)
					.map(({ id }) => id)
					.join('\u0000')
			)
		);
		if (rule.differentPanels === 'zScore') return 'zScore';
		if (rule.differentPanels === 'refuse' && panels.size > 1) return 'panels';
	}
	if (rule.kind === 'topPerCluster' && rule.onWithdrawal === 'nextOverall' && gone.length > 0) {
		return 'withdrawals';
	}
	const cap = rule.maxPerUnit;
	if (!cap) return null;
	const counted = units.filter(({ teamId }) => !gone.includes(teamId)).flatMap(({ unitIds }) => unitIds);
	const isCrowded = counted.some((unitId) => counted.filter((other) => other === unitId).length > cap.teams);
	return isCrowded ? 'unitCap' : null;
}

function chanceOf(
	race: Race,
	own: Runner,
	isIn: boolean
): Pick<TeamForecast, 'chance' | 'sureAbove' | 'chanceFrom'> {
	const { least, most } = own;
	const settled = { sureAbove: null, chanceFrom: null };
	if (least && isClinched(race, own, least)) return { chance: 'clinched', ...settled };
	if (most && isOut(race, own, most)) return { chance: 'out', ...settled };
	const chance = isIn ? 'in' : 'bubble';
	if (!least || !most || own.isComplete) return { chance, ...settled };
	const others = race.runners.filter(({ teamId }) => teamId !== own.teamId);
	const tops = ordered([least, ...others.flatMap((other) => other.most ?? [])]);
	const sure = tops.find((total) => total.compare(least) >= 0 && isClinched(race, own, total, true));
	const floors = ordered([least, ...others.flatMap((other) => other.least ?? [])]);
	const from = floors.find((total) => total.compare(least) >= 0 && !isOut(race, own, total));
	return {
		chance,
		sureAbove: sure && sure.compare(most) < 0 ? exactText(sure) : null,
		chanceFrom: from && from.compare(least) > 0 ? exactText(from) : null
	};
}

function ordered(totals: readonly Exact[]): Exact[] {
	return [...totals].sort((a, b) => a.compare(b));
}

function onlyComplete(standings: Standings): Standings {
	const rows = standings.rows.filter((row) => row.status !== 'competing' || row.isComplete);
	return { ...standings, rows };
}

function decidedTeams(
	rounds: readonly { readonly clusterId: string | null; readonly standings: Standings }[],
	through: readonly string[]
): TeamForecast[] {
	return rounds.flatMap(({ clusterId, standings }) =>
		sortedBy(standings.rows, ({ teamId }) => teamId).map(({ teamId, rank, compared }): TeamForecast => {
			if (rank === null) return notInQuestion(teamId, clusterId);
			const chance = through.includes(teamId) ? 'clinched' : 'out';
			return { ...notInQuestion(teamId, clusterId), chance, least: compared, most: compared };
		})
	);
}

function notInQuestion(teamId: string, clusterId: string | null): TeamForecast {
	return { teamId, clusterId, chance: 'none', least: null, most: null, sureAbove: null, chanceFrom: null };
}

function written({ least, most }: Runner): Pick<TeamForecast, 'least' | 'most'> {
	return { least: least && exactText(least), most: most && exactText(most) };
}
