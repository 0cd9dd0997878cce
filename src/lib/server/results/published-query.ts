import type { PublishedResult } from '#lib/domain/results/published-result.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** A published version with where it belongs, as a list shows it. */
export interface VersionFacts {
	readonly version: number;
	readonly code: string;
	readonly hash: string;
	readonly reason: string | null;
	readonly publishedAt: Date;
}

export interface StoredResult extends VersionFacts {
	readonly contestId: string;
	readonly roundId: string;
	/** With the names of the panel: hand it on through `contentOf`, except to the desk. */
	readonly result: PublishedResult;
}

const facts = { version: true, code: true, hash: true, reason: true, publishedAt: true } as const;

/** Every published version of a round, newest first. Nothing of a contest that is still a draft. */
export async function publishedVersions(
	read: Tx,
	contestCode: string,
	roundId: string
): Promise<VersionFacts[]> {
	return read.resultVersion.findMany({
		where: { roundId, round: { contest: { code: contestCode, status: { not: 'draft' } } } },
		orderBy: { version: 'desc' },
		select: facts
	});
}

/** One published version, the newest where none is named; null where nothing was published under this address. */
export async function publishedResult(
	read: Tx,
	contestCode: string,
	roundId: string,
	version?: number
): Promise<StoredResult | null> {
	const row = await read.resultVersion.findFirst({
		where: {
			roundId,
			...(version === undefined ? {} : { version }),
			round: { contest: { code: contestCode, status: { not: 'draft' } } }
		},
		orderBy: { version: 'desc' },
		select: { ...facts, contestId: true, roundId: true, json: true }
	});
	if (!row) return null;
	const { json, ...rest } = row;
	return { ...rest, result: JSON.parse(json) as PublishedResult };
}

/** What a code on a printed record leads to, with the newest version of the same result. */
export async function resultByCode(read: Tx, code: string) {
	const row = await read.resultVersion.findUnique({
		where: { code },
		select: {
			...facts,
			json: true,
			roundId: true,
			round: { select: { contest: { select: { status: true } } } }
		}
	});
	if (!row || row.round.contest.status === 'draft') return null;
	const newest = await read.resultVersion.findFirstOrThrow({
		where: { roundId: row.roundId },
		orderBy: { version: 'desc' },
		select: facts
	});
	const { contest, round, rules, standings } = JSON.parse(row.json) as PublishedResult;
	const { json: _json, round: _round, ...shown } = row;
	return { ...shown, contest, round, rules, teams: standings.rows.length, newest };
}
