import type { PublishedResult, ResultContent } from '#lib/domain/results/published-result.ts';
import { contentOf } from '#lib/domain/results/published-result.ts';
import type { Tx } from '#lib/server/db/client.ts';

export interface NewestResult {
	readonly roundId: string;
	readonly version: number;
	readonly result: ResultContent;
}

/** The newest published result of each round of a contest, in the order of publication; of one round where it is named. */
export async function newestResults(read: Tx, contestId: string, roundId?: string): Promise<NewestResult[]> {
	const rows = await read.resultVersion.findMany({
		where: {
			contestId,
			...(roundId !== undefined && { roundId }),
			round: { contest: { status: { not: 'draft' } } }
		},
		orderBy: { version: 'asc' },
		select: { roundId: true, version: true, json: true }
	});
	const newest = new Map(rows.map((row) => [row.roundId, row]));
	return [...newest.values()].map(({ json, ...row }) => ({
		...row,
		result: contentOf(JSON.parse(json) as PublishedResult)
	}));
}

export async function newestResult(read: Tx, contestId: string, roundId: string) {
	return (await newestResults(read, contestId, roundId))[0] ?? null;
}
