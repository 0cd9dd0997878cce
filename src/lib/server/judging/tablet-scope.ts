import type { Actor } from '#lib/domain/access/actor.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { devicesStanding } from '#lib/server/db/statements.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { factsOf } from './round-facts.ts';

/** Where a tablet stands: its own seat. Refuses who is no tablet, and a tablet that was revoked or has ended meanwhile. */
export async function tabletScope(tx: Tx, actor: Actor, at = new Date()) {
	if (actor.kind !== 'device') throw new Refusal('forbidden');
	const [standing] = await devicesStanding(tx, [actor.deviceId]);
	if (!standing || standing.expiresAt <= at) throw new Refusal('judging_not_paired');
	return { ...(await factsOf(tx, standing)).scope, seatId: standing.seatId };
}
