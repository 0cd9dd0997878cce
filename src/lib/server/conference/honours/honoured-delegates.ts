import type { Tx } from '#lib/server/db/client.ts';

/**
 * Delegates who go on the stage for an honour at a point of the draft: whoever receives it, else whoever is honoured; for a unit
 * the head of its delegation.
 */
export async function honouredDelegates(read: Tx, conferenceId: string): Promise<ReadonlySet<string>> {
	const rows = await read.honouree.findMany({
		where: { conferenceId, item: { removedAt: null, kind: 'honouring' } },
		select: {
			...{ delegateId: true, receiverId: true, receiverName: true },
			delegation: { select: { delegates: { where: { role: 'head' }, select: { id: true } } } }
		}
	});
	return new Set(
		rows.flatMap(({ delegateId, receiverId, receiverName, delegation }) => {
			if (receiverId) return [receiverId];
			if (receiverName) return [];
			return delegateId ? [delegateId] : (delegation?.delegates ?? []).map(({ id }) => id);
		})
	);
}
