import type { Actor, Scope } from '#lib/domain/access/actor.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** Where a gate of the desk stands. Refuses with `not_found`. */
export async function gateScope(tx: Tx, { gateId }: { readonly gateId: string }): Promise<Scope> {
	const gate = await tx.gate.findUnique({ where: { id: gateId }, select: { conferenceId: true } });
	if (!gate) throw new Refusal('not_found');
	return conferenceScope(tx, gate.conferenceId);
}

/** Where a paired tablet stands. Refuses who is none, and one that was revoked or has ended meanwhile. */
export async function tabletGateScope(tx: Tx, actor: Actor, now = new Date()): Promise<Scope> {
	if (actor.kind !== 'gate') throw new Refusal('forbidden');
	const device = await tx.gateDevice.findUnique({
		where: { id: actor.deviceId },
		include: { conference: { select: { hostUnitId: true } } }
	});
	if (!device || device.revokedAt || device.expiresAt <= now) throw new Refusal('gate_not_paired');
	// No right of a gate hangs on the units above the host, so their line is not walked at every badge.
	return { conferenceId: device.conferenceId, unitIds: [device.conference.hostUnitId] };
}
