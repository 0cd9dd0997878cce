import type { Actor } from '#lib/domain/access/actor.ts';
import { paperKey, type PaperName } from '#lib/domain/records/paper-name.ts';
import { mustComeBack } from '#lib/domain/records/printed-paper.ts';
import type { PublishedResult } from '#lib/domain/results/published-result.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { listChangedSince } from '#lib/server/results/list-changed.ts';
import { qualificationOf } from '#lib/server/results/qualification.ts';
import { momentWords } from '#lib/words/moment.ts';
import { paperTitles, printedWords, standingWords } from '#lib/words/records.ts';
import type { Locale } from '#lib/words/figure.ts';
import { ofPaper, printedLines, type PrintedLine } from './printed-query.ts';
import { paperOf, roundPapers } from './round-papers.ts';
import { papersSeen } from './seen.ts';

export interface PrintView {
	readonly id: string;
	/** Who and when. */
	readonly at: string;
	readonly by: string;
	readonly standing: string;
	readonly isOut: boolean;
	readonly withdrawn: { readonly at: string; readonly by: string; readonly note: string | null } | null;
}

/** none: there is none yet · old: another version replaced it · correcting: in force, and another is being made. */
export type PaperState = 'none' | 'draft' | 'unverified' | 'final' | 'old' | 'correcting';

export interface PaperView {
	readonly key: string;
	readonly kind: PaperName['kind'];
	readonly title: string;
	readonly state: PaperState;
	/** Of the published result that it names; 0 for none. */
	readonly version: number;
	/** Of the newest published result. */
	readonly newest: number;
	/** Null: there is none, or this viewer may not see it yet. */
	readonly file: string | null;
	/** Newest first. */
	readonly prints: readonly PrintView[];
}

export interface PapersView {
	readonly isBlind: boolean;
	readonly round: readonly PaperView[];
	readonly judges: readonly PaperView[];
	readonly teams: readonly PaperView[];
	readonly toFetchBack: readonly { readonly id: string; readonly line: string; readonly title: string }[];
	/** How many papers come with everything at once. */
	readonly all: number;
}

/** Every paper of a round with its state, and what was printed of each. */
export async function papersView(
	read: Tx,
	actor: Actor,
	roundId: string,
	locale: Locale
): Promise<PapersView> {
	const all = await roundPapers(read, roundId);
	const { round } = all;
	const seen = await papersSeen(read, actor, roundId);
	const rows = await read.resultVersion.findMany({
		where: { roundId },
		orderBy: { version: 'desc' },
		select: { version: true, json: true }
	});
	const newest = rows[0];
	const version = newest?.version ?? 0;
	const of = newest && (await qualificationOf(read, round.contest.id, round.round.stageKey));
	const list = of && listChangedSince(of, roundId, JSON.parse(newest.json) as PublishedResult);
	const isListChanged = list !== undefined && list.added.length + list.removed.length > 0;
	const prints = await printedLines(read, roundId, { all, version, isListChanged });
	const titleOf = paperTitles(round.panel, round.teams, locale);
	const isPublished = round.round.state === 'published';

	const view = (name: PaperName, of: { version: number; state: PaperState; query: string }): PaperView => {
		const key = paperKey(name);
		const own = ofPaper(prints, name).filter(
			(print) => of.version === 0 || print.version === of.version || (print.isDraft && of.query === '')
		);
		const isThere = of.state !== 'none' && seen.may(name);
		return {
			key: of.version > 0 ? `${key} ${of.version}` : key,
			kind: name.kind,
			title: titleOf(name),
			state: of.state,
			version: of.version,
			newest: version,
			file: isThere ? `${key}.pdf${of.query}` : null,
			prints: own.map(printView(locale)).reverse()
		};
	};
	const now = (name: PaperName): PaperView => {
		const paper = paperOf(all, name);
		const draft = name.kind === 'summary' ? 'draft' : 'unverified';
		const state = paper === null ? 'none' : paper.isDraft ? draft : 'final';
		return view(name, { version: paper?.version?.number ?? 0, state, query: '' });
	};
	const standing = (one: number): PaperState =>
		one < version ? 'old' : isPublished ? 'final' : 'correcting';
	const whole = (kind: PaperName['kind']): PaperName => ({ kind, subject: '' });
	const versions = (kind: 'record' | 'summary', skip: number) =>
		rows
			.filter((row) => row.version !== skip)
			.map((row) =>
				view(whole(kind), {
					version: row.version,
					state: standing(row.version),
					query: row.version === version && kind === 'record' ? '' : `?v=${row.version}`
				})
			);
	const sheets = (kind: 'judge' | 'team') =>
		all.papers.filter(({ name }) => name.kind === kind).map(({ name }) => now(name));
	const record =
		rows.length > 0
			? versions('record', 0)
			: [view(whole('record'), { version: 0, state: 'none', query: '' })];
	const bundled = all.papers.filter(({ name }) => name.kind !== 'team' && seen.may(name)).length;
	return {
		isBlind: seen.isBlind,
		round: [
			now(whole('draw')),
			now(whole('timing')),
			now(whole('summary')),
			...versions('summary', isPublished ? version : 0),
			...record
		],
		judges: sheets('judge'),
		teams: sheets('team'),
		toFetchBack: prints
			.filter((print) => mustComeBack(print.standing))
			.map((print) => ({
				id: print.id,
				line: printedWords(print, titleOf(print.name), locale),
				title: titleOf(print.name)
			})),
		all: bundled + (rows.length > 0 ? 1 : 0)
	};
}

const printView =
	(locale: Locale) =>
	({ id, at, by, standing, withdrawn }: PrintedLine): PrintView => ({
		id,
		at: momentWords(at),
		by,
		standing: standingWords(standing, locale),
		isOut: mustComeBack(standing),
		withdrawn: withdrawn && { ...withdrawn, at: momentWords(withdrawn.at) }
	});
