import type { Scope } from '#lib/domain/access/actor.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** A document's conference. Refuses with `not_found`. */
export async function documentScope(tx: Tx, documentId: string): Promise<Scope> {
	const document = await tx.conferenceDocument.findUnique({
		where: { id: documentId },
		select: { conferenceId: true, removedAt: true }
	});
	if (!document || document.removedAt) throw new Refusal('not_found');
	return conferenceScope(tx, document.conferenceId);
}
