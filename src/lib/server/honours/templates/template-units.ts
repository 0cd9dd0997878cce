import type { Actor } from '#lib/domain/access/actor.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { unitChoices } from '#lib/server/people/unit-query.ts';

/** Units that an actor may keep templates and printers for. */
export async function templateUnits(
	read: Tx,
	actor: Actor,
	action: 'award-template.save' | 'printer.save' = 'award-template.save'
) {
	const reach = await reachOf(read, actor, action);
	if (!reach.everywhere && reach.unitIds.length === 0) return [];
	return unitChoices(read, reach.everywhere ? null : reach.unitIds);
}
