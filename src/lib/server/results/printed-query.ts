import { mustComeBack } from '#lib/domain/records/printed-paper.ts';
import { affectedBy } from '#lib/domain/results/difference.ts';
import type { PublishedResult } from '#lib/domain/results/published-result.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { printedLines } from '#lib/server/records/printed-query.ts';
import { roundPapers } from '#lib/server/records/round-papers.ts';
import { listed, type Locale } from '#lib/words/figure.ts';
import { paperTitles, printedWords } from '#lib/words/records.ts';
import { listChangedSince } from './list-changed.ts';
import type { StageQualification } from './qualification.ts';

/** Papers that left the desk and no longer say what holds, in words. */
export interface PapersToWithdraw {
	readonly lines: readonly string[];
	/** Teams of which they say something else than the newest version. */
	readonly teams: string | null;
}

/**
 * What was printed of a round and says something else than what holds now: earlier versions, sheets that were changed, and
 * the newest version itself where a withdrawal has since changed the teams that go on. Null before anything was published
 * twice or changed.
 */
export async function papersToWithdraw(
	read: Tx,
	of: StageQualification,
	roundId: string,
	locale: Locale
): Promise<PapersToWithdraw | null> {
	const rows = await read.resultVersion.findMany({
		where: { roundId },
		orderBy: { version: 'asc' },
		select: { version: true, json: true }
	});
	const versions = rows.map(({ version, json }) => ({
		version,
		result: JSON.parse(json) as PublishedResult
	}));
	const newest = versions.at(-1);
	if (!newest) return null;
	const list = listChangedSince(of, roundId, newest.result);
	const isListChanged = list.added.length + list.removed.length > 0;
	const all = await roundPapers(read, roundId);
	const prints = await printedLines(read, roundId, { all, version: newest.version, isListChanged });
	const outdated = prints.filter(({ standing }) => mustComeBack(standing));
	if (versions.length === 1 && !isListChanged && outdated.length === 0) return null;
	const titles = paperTitles(all.round.panel, all.round.teams, locale);
	const lines = outdated.map((print) => printedWords(print, titles(print.name), locale));
	const names = new Map(
		versions.flatMap(({ result }) =>
			[...result.teams, ...(result.qualification?.teams ?? [])].map(({ id, name }) => [id, name] as const)
		)
	);
	for (const { teams } of of.rounds) for (const { id, name } of teams) names.set(id, name);
	const printed = new Set(outdated.map(({ version }) => version));
	const affected = versions
		.filter(({ version }) => printed.has(version))
		.flatMap(({ result }) => affectedBy(result, newest.result).map(({ teamId }) => teamId));
	const isRecordOut = outdated.some(({ name }) => name.kind === 'record');
	const moved = isRecordOut ? [...list.removed, ...list.added] : [];
	const teams = [...new Set([...affected, ...moved])].map((id) => names.get(id) ?? id);
	return { lines, teams: teams.length > 0 ? listed(teams, locale) : null };
}
