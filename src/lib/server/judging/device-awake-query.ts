import type { Actor } from '#lib/domain/access/actor.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { deskWake } from './device-awake.ts';
import { isWakeToken } from './wake-token.ts';

/** What wakes a tablet at the desk in exchange for the proof that its judge's sheet is awake; null where it is none. */
export async function deskWakeFor(read: Tx, tablet: Actor, wake: string, now: Date): Promise<string | null> {
	if (tablet.kind !== 'device') return null;
	const device = await read.device.findUnique({
		where: { id: tablet.deviceId },
		select: { pinHash: true }
	});
	if (!device?.pinHash || !isWakeToken(wake, device.pinHash, tablet.deviceId, now)) return null;
	return deskWake(device.pinHash, tablet.deviceId, now);
}
