import type { Chance, ForecastGap } from '#lib/domain/scoring/forecast/forecast.ts';
import { forecast } from '#lib/domain/scoring/forecast/forecast.ts';
import { exact, fixed } from '#lib/domain/shared/exact.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { m } from '#lib/paraglide/messages.js';
import { figure, listed, type Locale } from '#lib/words/figure.ts';
import { pointsWords } from '#lib/words/points.ts';
import { qualificationOf, type StageQualification } from './qualification.ts';

/** A team's chance of going on, in words; for organizers only, it shows what the public may not see yet. */
export interface OutlookRow {
	readonly teamId: string;
	readonly name: string;
	readonly cluster: string | null;
	readonly chance: Chance;
	readonly total: string | null;
	readonly needs: readonly string[];
}

/** What the desk may know of who goes on from a stage besides the names themselves. */
export interface StageOutlook {
	readonly stageKey: string;
	/** Null once every round of the stage is published. */
	readonly forecast: { readonly gap: ForecastGap | null; readonly rows: readonly OutlookRow[] } | null;
	/** Why teams that would have gone on were passed over. */
	readonly skipped: readonly string[];
	/** Totals as they are and measured against their cluster, where the rules compare so. */
	readonly adjusted: readonly {
		readonly teamId: string;
		readonly name: string;
		readonly cluster: string | null;
		readonly raw: string;
		readonly z: string;
	}[];
}

/** The outlook of every stage from which teams go on. */
export async function stageOutlooks(read: Tx, contestId: string, locale: Locale): Promise<StageOutlook[]> {
	const found = await read.round.findMany({
		where: { contestId },
		orderBy: { position: 'asc' },
		select: { stageKey: true }
	});
	const outlooks: StageOutlook[] = [];
	for (const stageKey of new Set(found.map((round) => round.stageKey))) {
		const of = await qualificationOf(read, contestId, stageKey);
		if (of.stage.qualification.kind === 'none') continue;
		outlooks.push({
			stageKey,
			forecast: forecastRows(of, locale),
			skipped: await skippedLines(read, of, locale),
			adjusted: adjustedRows(of, locale)
		});
	}
	return outlooks;
}

function teamsOf(of: StageQualification) {
	return new Map(
		of.rounds.flatMap(({ round, teams }) =>
			teams.map(({ id, name }) => [id, { name, cluster: round.cluster?.name ?? null }] as const)
		)
	);
}

function forecastRows(of: StageQualification, locale: Locale): StageOutlook['forecast'] {
	if (of.rounds.every(({ round }) => round.state === 'published')) return null;
	const clusters = of.rounds.map(({ round, sheet }) => ({
		clusterId: round.clusterId,
		clusterKey: round.cluster?.key ?? null,
		sheet
	}));
	const { gap, teams } = forecast(of.stage, clusters, of.decisions, of.units);
	const names = teamsOf(of);
	const shown = (total: string) => pointsWords(fixed(exact(total), of.stage.shownDecimals), locale);
	const rows = teams.map(({ teamId, chance, least, most, sureAbove, chanceFrom }): OutlookRow => {
		const { name, cluster } = names.get(teamId) ?? { name: teamId, cluster: null };
		const options = { locale };
		const needs = [
			...(sureAbove ? [m.results_forecast_sure({ total: shown(sureAbove) }, options)] : []),
			...(chanceFrom ? [m.results_forecast_chance({ total: shown(chanceFrom) }, options)] : [])
		];
		const isOpen = (chance === 'in' || chance === 'bubble') && !sureAbove;
		return {
			teamId,
			name,
			cluster,
			chance,
			total:
				least === null || most === null
					? null
					: least === most
						? m.results_forecast_has({ total: shown(least) }, options)
						: m.results_forecast_range({ least: shown(least), most: shown(most) }, options),
			needs: isOpen ? [...needs, m.results_forecast_others({}, options)] : needs
		};
	});
	return { gap, rows };
}

async function skippedLines(read: Tx, of: StageQualification, locale: Locale): Promise<string[]> {
	const skipped = of.qualification.outcomes.flatMap((line) =>
		line.outcome === 'out' && line.skipped ? [line.skipped] : []
	);
	if (skipped.length === 0) return [];
	const units = await read.unit.findMany({
		where: { id: { in: skipped.map(({ unitId }) => unitId) } },
		select: { id: true, name: true }
	});
	const unitName = new Map(units.map(({ id, name }) => [id, name]));
	const names = teamsOf(of);
	const team = (id: string) => names.get(id)?.name ?? id;
	return skipped.map(({ teamId, unitId, max, before }) =>
		m.results_cap_skipped(
			{
				team: team(teamId),
				unit: unitName.get(unitId) ?? unitId,
				max,
				teams: listed(before.map(team), locale)
			},
			{ locale }
		)
	);
}

function adjustedRows(of: StageQualification, locale: Locale): StageOutlook['adjusted'] {
	const names = teamsOf(of);
	const adjusted = [...(of.qualification.adjusted ?? [])];
	adjusted.sort((a, b) => exact(b.z).compare(exact(a.z)));
	return adjusted.map(({ teamId, raw, z }) => ({
		teamId,
		name: names.get(teamId)?.name ?? teamId,
		cluster: names.get(teamId)?.cluster ?? null,
		raw: figure(raw, locale),
		z: figure(z, locale)
	}));
}
