import { ANONYMOUS, type Actor } from '#lib/domain/access/actor.ts';
import { SEAT_ROLES, type SeatRole } from '#lib/domain/access/roles.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { hashOf } from './secret.ts';

export const DEVICE_COOKIE = 'kheo_tablet';

/** The seat that a paired tablet acts for; anonymous where it was revoked, has ended or never was. */
export async function deviceActor(read: Tx, token: string, now: Date): Promise<Actor> {
	const device = await read.device.findUnique({
		where: { tokenHash: hashOf(token) },
		include: { seat: { include: { person: true, round: { select: { contestId: true } } } } }
	});
	if (!device || device.revokedAt || device.expiresAt <= now) return ANONYMOUS;
	const role = device.seat.role as SeatRole;
	if (!SEAT_ROLES.includes(role)) return ANONYMOUS;
	return {
		kind: 'device',
		deviceId: device.id,
		seatId: device.seatId,
		seatRole: role,
		label: device.seat.label,
		personId: device.seat.personId,
		name: device.seat.person.fullName,
		roundId: device.seat.roundId,
		contestId: device.contestId
	};
}
