import {
	contentHash,
	summaryContent,
	type PaperContent,
	type PaperSeat,
	type PaperTeam
} from '#lib/domain/records/contents.ts';
import { paperKey, type PaperName } from '#lib/domain/records/paper-name.ts';
import type { PublishedResult } from '#lib/domain/results/published-result.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { standingsOf, type RoundStandings } from '#lib/server/results/standings.ts';
import { drawContent } from './draw-content.ts';
import { sheetContents } from './sheet-contents.ts';
import { timingContent } from './timing-content.ts';

/** A paper as it would be printed now. */
export interface RoundPaper {
	readonly name: PaperName;
	readonly content: PaperContent;
	readonly hash: string;
	readonly isDraft: boolean;
	/** Since when it is what it is: a final paper comes out with the same bytes whenever it is printed. Null for drafts. */
	readonly since: Date | null;
	/** Of the published result that it names; null for none. */
	readonly version: { readonly number: number; readonly hash: string; readonly code: string } | null;
}

export interface RoundPapers {
	readonly round: RoundStandings;
	readonly papers: readonly RoundPaper[];
}

const isMarking = ({ role }: PaperSeat) => role === 'chair' || role === 'judge';

/** What a version of the result was summed up from. */
export function publishedSummary(result: PublishedResult) {
	return summaryContent(result);
}

/** Every paper of a round but the record of its result, as the round stands; refuses where there are no rules. */
export async function roundPapers(read: Tx, roundId: string): Promise<RoundPapers> {
	const round = await standingsOf(read, roundId);
	const { stage, standings, sheet } = round;
	const { state, verifiedAt, openedAt } = round.round;
	const status = new Map(sheet.entrants.map((entrant) => [entrant.id, entrant.status]));
	const teams = round.teams.map((team): PaperTeam => ({
		...team,
		status: status.get(team.id) ?? 'competing'
	}));
	const seats = round.panel.filter(isMarking);
	const areMarksFinal = state === 'verified' || state === 'published';
	const papers: RoundPaper[] = [];
	const add = (
		name: PaperName,
		content: PaperContent,
		facts: Omit<RoundPaper, 'name' | 'content' | 'hash'>
	) => papers.push({ name, content, hash: contentHash(content), ...facts });

	const draw = await drawContent(read, roundId, stage);
	const drawnAt = draw?.steps.at(-1)?.at;
	if (draw) {
		const since = drawnAt ? new Date(drawnAt) : openedAt;
		add({ kind: 'draw', subject: '' }, draw, { isDraft: false, since, version: null });
	}
	if (state === 'configured') return { round, papers };

	const final = { isDraft: !areMarksFinal, since: areMarksFinal ? verifiedAt : null, version: null };
	const timing = await timingContent(read, roundId, stage, teams);
	if (timing) add({ kind: 'timing', subject: '' }, timing, final);
	const sheets = await sheetContents(read, round, seats, teams);
	for (const one of sheets.judges) add({ kind: 'judge', subject: one.seat.id }, one, final);
	for (const one of sheets.teams) add({ kind: 'team', subject: one.team.id }, one, final);

	const newest = await read.resultVersion.findFirst({ where: { roundId }, orderBy: { version: 'desc' } });
	if (newest && state === 'published') {
		const result = JSON.parse(newest.json) as PublishedResult;
		const { version: number, hash, code, publishedAt } = newest;
		const facts = { isDraft: false, since: publishedAt, version: { number, hash, code } };
		add({ kind: 'summary', subject: '' }, publishedSummary(result), facts);
	} else if (teams.length > 0) {
		const now = summaryContent({ stage, sheet, standings, teams: round.teams, panel: round.panel });
		add({ kind: 'summary', subject: '' }, now, { isDraft: true, since: null, version: null });
	}
	return { round, papers };
}

export const paperOf = ({ papers }: RoundPapers, name: PaperName): RoundPaper | null =>
	papers.find((paper) => paperKey(paper.name) === paperKey(name)) ?? null;
