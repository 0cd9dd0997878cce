import { resultChanges } from '#lib/domain/results/difference.ts';
import { contentOf, type PublishedResult, type ResultContent } from '#lib/domain/results/published-result.ts';
import type { PrizesView } from '#lib/features/results/prize-view.ts';
import type { ResultRow, ResultView, ThroughView } from '#lib/features/results/result-view.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { whyThisPlace } from '#lib/words/derivation.ts';
import type { Locale } from '#lib/words/figure.ts';
import { changeWords, type ChangeWords } from '#lib/words/changes.ts';
import { withJudgesInWords } from '#lib/words/judge-names.ts';
import { prizesOfTeam, prizeWords } from '#lib/words/prizes.ts';
import { reserveLines, reserveNumber, statusWords } from '#lib/words/result.ts';
import { ruleNames } from '#lib/words/rule-names.ts';
import { finalityOf, standingWords } from './appeals-query.ts';
import { publishedResult, publishedVersions, type StoredResult } from './published-query.ts';
import { nameOf } from '#lib/words/named.ts';
import { withdrawalsAfter } from './withdrawals-after.ts';

/** The rows of a result, each with its explanation. */
export function rowsOf(published: ResultContent, locale: Locale): ResultRow[] {
	const content = withJudgesInWords(published, locale);
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
		prizes: prizesOfTeam(content.prizes, row.teamId, locale),
		why: whyThisPlace(row, content, locale)
	}));
}

/** The prizes of a result in words; null where the rules give none, and in versions from before prizes were kept. */
export function prizesIn({ prizes, teams }: ResultContent, locale: Locale): PrizesView | null {
	if (!prizes || prizes.state === 'none') return null;
	return prizeWords(prizes, new Map(teams.map(({ id, name }) => [id, name])), locale);
}

/** Who goes through by a result; null where the rules send nobody on. */
export function throughOf({ stage, qualification }: ResultContent, locale: Locale): ThroughView | null {
	if (stage.qualification.kind === 'none') return null;
	const teams = new Map(qualification?.teams.map((team) => [team.id, team]));
	return {
		isDecided: qualification?.state === 'decided',
		toStage: qualification?.toStage?.[locale] ?? null,
		scope: qualification?.scope ?? 'round',
		teams: (qualification?.through ?? []).map((id) =>
			clustered(teams.get(id) ?? { id, name: id, cluster: null }, locale)
		),
		reserves: qualification ? reserveLines(qualification, locale) : []
	};
}

function clustered<T extends { readonly cluster: string | null; readonly clusterEn?: string | null }>(
	team: T,
	locale: Locale
) {
	const { cluster, clusterEn } = team;
	return { ...team, cluster: cluster && nameOf({ name: cluster, nameEn: clusterEn }, locale) };
}

function namesIn(...contents: readonly ResultContent[]): Map<string, string> {
	const teams = contents.flatMap(({ teams, qualification }) => [...teams, ...(qualification?.teams ?? [])]);
	return new Map(teams.map(({ id, name }) => [id, name]));
}

/** What a version says of its difference from the one before; null where it keeps none. */
export function changesIn(content: ResultContent, locale: Locale): ChangeWords | null {
	return content.changes ? changeWords(content.changes, namesIn(content), locale) : null;
}

/** The same, compared now for a version from before it was kept. */
function changes(before: ResultContent, after: ResultContent, locale: Locale): ChangeWords {
	return changeWords(after.changes ?? resultChanges(before, after), namesIn(before, after), locale);
}

/** A published result as its public page shows it; null where nothing is published under this address. */
export async function resultView(
	read: Tx,
	contestCode: string,
	roundId: string,
	version: number | undefined,
	locale: Locale,
	at: Date = new Date()
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
	const newest = versions[0]!.version;
	const isReplaced = stored.version < newest;
	const firm = await finalityOf(read, roundId, { ...stored, isReplaced }, at);
	const names = ruleNames(content.stage, locale);
	return {
		...proofOf(stored),
		hasPackage: content.chain !== undefined,
		newest,
		standing: standingWords(firm, stored.version, locale),
		withdrawals: isReplaced ? [] : await withdrawalsAfter(read, stored, locale),
		rules: content.rules,
		isInvented: content.contest.isInvented,
		parts: content.stage.parts.map(({ key }) => names.at(key)),
		shownDecimals: content.stage.shownDecimals,
		rows: rowsOf(content, locale),
		prizes: prizesIn(content, locale),
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
