import type { Actor } from '#lib/domain/access/actor.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { unitChoices } from '#lib/server/people/unit-query.ts';

/** Units that an actor may keep issuers for. */
export async function issuerUnits(read: Tx, actor: Actor) {
	const reach = await reachOf(read, actor, 'issuer.save');
	return unitChoices(read, reach.everywhere ? null : reach.unitIds);
}
