import type { Scope } from '#lib/domain/access/actor.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { lineage } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';

/**
 * Where a conference stands: itself and its host unit's line. The contest whose final it holds is not part of it: who may
 * see marks and who may read badges are different people. Refuses with `not_found`.
 */
export async function conferenceScope(tx: Tx, conferenceId: string): Promise<Scope> {
	const conference = await tx.conference.findUnique({
		where: { id: conferenceId },
		select: { hostUnitId: true }
	});
	if (!conference) throw new Refusal('not_found');
	return { conferenceId, unitIds: await lineage(tx, conference.hostUnitId) };
}
