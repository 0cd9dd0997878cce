import type { Scope } from '#lib/domain/access/actor.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { contestScope, lineage } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { Effect } from './effect.ts';

/** Where an import was made: its contest or conference, or the unit of the first thing that it wrote. */
export async function batchScope(tx: Tx, batchId: string): Promise<Scope> {
	const batch = await tx.importBatch.findUnique({ where: { id: batchId } });
	if (!batch) throw new Refusal('not_found');
	if (batch.contestId) return contestScope(tx, batch.contestId);
	if (batch.conferenceId) return conferenceScope(tx, batch.conferenceId);
	const effects = JSON.parse(batch.effects) as Effect[];
	// What it made may be new: that stands where its first parent does, what it changed where it is.
	const [first] = effects;
	const after = first?.after as { unitId?: string | null; parentId?: string | null } | undefined;
	const unitId = first?.table === 'unit' && first.before ? first.id : (after?.unitId ?? after?.parentId);
	return unitId ? { unitIds: await lineage(tx, unitId) } : {};
}
