import type { Actor } from '#lib/domain/access/actor.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { seatScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** Where a tablet stands: its own seat. Refuses who is no tablet, and a tablet that was revoked or has ended meanwhile. */
export async function tabletScope(tx: Tx, actor: Actor, at = new Date()) {
	if (actor.kind !== 'device') throw new Refusal('forbidden');
	const device = await tx.device.findUnique({ where: { id: actor.deviceId } });
	if (!device || device.revokedAt || device.expiresAt <= at) throw new Refusal('judging_not_paired');
	return seatScope(tx, actor.seatId);
}
