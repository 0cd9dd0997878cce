import { ANONYMOUS, type Actor } from '#lib/domain/access/actor.ts';
import { SEAT_ROLES, type SeatRole } from '#lib/domain/access/roles.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { hashOf } from './secret.ts';

export const DEVICE_COOKIE = 'kheo_tablet';

/** A paired tablet: the seat that it acts for, and what its PIN is checked against, where it has one. */
export interface PairedDevice {
	readonly actor: Extract<Actor, { kind: 'device' }>;
	readonly pinHash: string | null;
}

/** The tablet that holds a cookie; null where it was revoked, has ended or never was. */
export async function pairedDevice(read: Tx, token: string, now: Date): Promise<PairedDevice | null> {
	const device = await read.device.findUnique({
		where: { tokenHash: hashOf(token) },
		include: { seat: { include: { person: true, round: { select: { contestId: true } } } } }
	});
	if (!device || device.revokedAt || device.expiresAt <= now) return null;
	const role = device.seat.role as SeatRole;
	if (!SEAT_ROLES.includes(role)) return null;
	return {
		pinHash: device.pinHash,
		actor: {
			kind: 'device',
			deviceId: device.id,
			seatId: device.seatId,
			seatRole: role,
			label: device.seat.label,
			personId: device.seat.personId,
			name: device.seat.person.fullName,
			roundId: device.seat.roundId,
			contestId: device.contestId
		}
	};
}

/** The seat that a paired tablet acts for; anonymous where it was revoked, has ended or never was. */
export async function deviceActor(read: Tx, token: string, now: Date): Promise<Actor> {
	return (await pairedDevice(read, token, now))?.actor ?? ANONYMOUS;
}
