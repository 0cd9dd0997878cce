import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** A document as the desk has seen it; refuses with `stale` where somebody was quicker. */
export async function documentAt(tx: Tx, documentId: string, seen: number | null) {
	const document = await tx.conferenceDocument.findUniqueOrThrow({ where: { id: documentId } });
	if (document.version !== seen) throw new Refusal('stale');
	return document;
}
