import { resultDifference, type RowDifference } from '#lib/domain/results/difference.ts';
import { contentOf, type PublishedResult, type ResultContent } from '#lib/domain/results/published-result.ts';
import type { ResultRow, ResultView, ThroughView } from '#lib/features/results/result-view.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tx } from '#lib/server/db/client.ts';
import { whyThisPlace } from '#lib/words/derivation.ts';
import { written, type Locale } from '#lib/words/figure.ts';
import { reserveLines, reserveNumber, statusWords } from '#lib/words/result.ts';
import { ruleNames } from '#lib/words/rule-names.ts';
import { publishedResult, publishedVersions, type StoredResult } from './published-query.ts';

/** The rows of a result, each with its explanation. */
export function rowsOf(content: ResultContent, locale: Locale): ResultRow[] {
	const teams = new Map(content.teams.map((team) => [team.id, team]));
	const { qualification } = content;
	return content.standings.rows.map((row) => ({
		teamId: row.teamId,
		team: teams.get(row.teamId)?.name ?? row.teamId,
		units: teams.get(row.teamId)?.units ?? [],
		rank: row.rank,
		isShared: row.isShared,
		isThrough: qualification?.through.includes(row.teamId) ?? false,
		reserve: qualification && reserveNumber(qualification, row.teamId),
		status: row.status,
		statusWords: statusWords(row, locale),
		scores: row.parts.map(({ score }) => score?.shown ?? null),
		total: row.total?.shown ?? null,
		why: whyThisPlace(row, content, locale)
	}));
}

/** Who goes through by a result; null where the rules send nobody on. */
export function throughOf({ stage, qualification }: ResultContent, locale: Locale): ThroughView | null {
	if (stage.qualification.kind === 'none') return null;
	const teams = new Map(qualification?.teams.map((team) => [team.id, team]));
	return {
		isDecided: qualification?.state === 'decided',
		toStage: qualification?.toStage?.[locale] ?? null,
		scope: qualification?.scope ?? 'round',
		teams: (qualification?.through ?? []).map((id) => teams.get(id) ?? { id, name: id, cluster: null }),
		reserves: qualification ? reserveLines(qualification, locale) : []
	};
}

function stood(row: RowDifference['before'], locale: Locale): string {
	if (!row) return '–';
	if (row.rank === null || !row.total) return m.results_change_no_place({}, { locale });
	return m.results_change_place({ rank: row.rank, total: written(row.total.shown, locale) }, { locale });
}

function changes(before: ResultContent, after: ResultContent, locale: Locale): string[] {
	const names = new Map([...before.teams, ...after.teams].map(({ id, name }) => [id, name]));
	return resultDifference(before, after).map((row) =>
		m.results_change_line(
			{
				team: names.get(row.teamId) ?? row.teamId,
				before: stood(row.before, locale),
				after: stood(row.after, locale)
			},
			{ locale }
		)
	);
}

/** A published result as its public page shows it; null where nothing is published under this address. */
export async function resultView(
	read: Tx,
	contestCode: string,
	roundId: string,
	version: number | undefined,
	locale: Locale
): Promise<ResultView | null> {
	const stored = await publishedResult(read, contestCode, roundId, version);
	if (!stored) return null;
	const versions = await publishedVersions(read, contestCode, roundId);
	const contents = new Map<number, PublishedResult>([[stored.version, stored.result]]);
	for (const { version: other } of versions.length > 1 ? versions : []) {
		const known = contents.get(other) ?? (await publishedResult(read, contestCode, roundId, other))?.result;
		if (known) contents.set(other, known);
	}
	const content = contentOf(stored.result);
	const names = ruleNames(content.stage, locale);
	return {
		...proofOf(stored),
		newest: versions[0]!.version,
		rules: content.rules,
		isInvented: content.contest.isInvented,
		parts: content.stage.parts.map(({ key }) => names.at(key)),
		shownDecimals: content.stage.shownDecimals,
		rows: rowsOf(content, locale),
		through: throughOf(content, locale),
		history: versions.map((one) => {
			const before = contents.get(one.version - 1);
			const after = contents.get(one.version);
			return {
				version: one.version,
				publishedAt: one.publishedAt.toISOString(),
				reason: one.reason,
				hash: one.hash,
				changes: before && after ? changes(before, after, locale) : null
			};
		})
	};
}

function proofOf({ version, publishedAt, reason, hash, code }: StoredResult) {
	return { version, publishedAt: publishedAt.toISOString(), reason, hash, code };
}
