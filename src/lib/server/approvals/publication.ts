import { sheetHash } from '#lib/domain/ceremony/ceremony-script.ts';
import type { PublishedResult } from '#lib/domain/results/published-result.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { readyToPublish } from '#lib/server/results/ready-to-publish.ts';
import { shownDifference, type ShownDifference } from './difference.ts';

export interface PublicationRequest {
	readonly reason: string;
}

/** The result that would be published, and what it says otherwise than the version before. Refuses where it is not ready. */
export async function publicationDifference(
	read: Tx,
	roundId: string,
	reason: string,
	at: Date
): Promise<{ readonly difference: ShownDifference; readonly basis: string }> {
	const { told, last } = await readyToPublish(read, roundId, reason, at);
	const before = last ? (JSON.parse(last.json) as PublishedResult) : told;
	return {
		difference: {
			...shownDifference(before, told),
			result: {
				version: told.version,
				rows: told.standings.rows.map(({ teamId, rank, status, total }) => ({
					...{ teamId, rank, status },
					total: total?.shown ?? null
				})),
				prizes: told.prizes ?? null,
				through: told.qualification?.through ?? []
			}
		},
		basis: `${told.version} ${sheetHash(told)}`
	};
}
