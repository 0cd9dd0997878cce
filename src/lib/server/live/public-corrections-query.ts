import type { PublishedResult } from '#lib/domain/results/published-result.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { m } from '#lib/paraglide/messages.js';
import { changeWords, type ChangeWords } from '#lib/words/changes.ts';
import type { Locale } from '#lib/words/figure.ts';
import { momentWords } from '#lib/words/moment.ts';
import { nameOf } from '#lib/words/named.ts';

/** That a version replaced another, as the public reads it. */
export interface CorrectionNotice {
	readonly roundId: string;
	/** 'Vòng ...: bản 2 thay bản 1 ngày … vì …' */
	readonly text: string;
	readonly changes: ChangeWords | null;
}

/** The notices of a contest's corrected results, or of one of its rounds; only the newest version of each speaks. */
export async function correctionNotices(
	read: Tx,
	contestCode: string,
	locale: Locale,
	roundId?: string
): Promise<CorrectionNotice[]> {
	const rows = await read.resultVersion.findMany({
		where: {
			...(roundId ? { roundId } : {}),
			version: { gt: 1 },
			round: { contest: { code: contestCode, status: { not: 'draft' } } }
		},
		orderBy: [{ round: { position: 'asc' } }, { version: 'desc' }],
		select: { roundId: true, json: true, publishedAt: true }
	});
	const newest = rows.filter((row, index) => rows[index - 1]?.roundId !== row.roundId);
	return newest.map(({ roundId, json, publishedAt }) => {
		const { round, version, reason, changes, teams, qualification } = JSON.parse(json) as PublishedResult;
		const names = new Map([...teams, ...(qualification?.teams ?? [])].map(({ id, name }) => [id, name]));
		const facts = {
			round: nameOf(round, locale),
			version,
			before: version - 1,
			at: momentWords(publishedAt).slice(0, 10),
			reason: reason ?? '–'
		};
		return {
			roundId,
			text: m.correction_board(facts, { locale }),
			changes: changes ? changeWords(changes, names, locale) : null
		};
	});
}
