import type { Tx } from '#lib/server/db/client.ts';

/** The people whom a gate at the conference's entry has let in, and whose entry was not taken back. */
export async function cameIn(read: Tx, conferenceId: string): Promise<ReadonlySet<string>> {
	const entries = await read.checkpoint.findMany({
		where: { conferenceId, isEntry: true },
		select: { id: true }
	});
	const came = await read.presence.findMany({
		where: { conferenceId, checkpointId: { in: entries.map(({ id }) => id) }, times: { gt: 0 } },
		select: { personId: true }
	});
	return new Set(came.map(({ personId }) => personId));
}
