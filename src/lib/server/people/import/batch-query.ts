import type { Reach } from '#lib/server/auth/reach.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { progressOf, takenBack } from './progress.ts';

const SHOWN = 30;

/** Imports within reach, the newest first: one's own, those of one's contests and conferences, or all. */
export async function importBatches(read: Tx, reach: Reach, accountId: string) {
	const batches = await read.importBatch.findMany({
		where: {
			partOf: null,
			...(reach.everywhere
				? {}
				: {
						OR: [
							{ accountId },
							{ contestId: { in: [...reach.contestIds] } },
							{ conferenceId: { in: [...reach.conferenceIds] } }
						]
					})
		},
		omit: { effects: true },
		orderBy: { createdAt: 'desc' },
		take: SHOWN
	});
	const accounts = await read.account.findMany({
		where: { id: { in: [...new Set(batches.map((batch) => batch.accountId))] } },
		select: { id: true, displayName: true }
	});
	const back = await takenBack(
		read,
		batches.map(({ id }) => id)
	);
	const now = new Date();
	return batches.map((batch) => ({
		...batch,
		progress: progressOf(batch, back.get(batch.id) ?? 0, now),
		by: accounts.find(({ id }) => id === batch.accountId)?.displayName ?? batch.accountId
	}));
}
