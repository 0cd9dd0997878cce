import { hashOf } from '#lib/server/auth/secret.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** What a tablet is about to become, read by whoever holds the link: enough to see that it is the right person's. */
export async function pairingByToken(read: Tx, token: string, now: Date) {
	const pairing = await read.pairing.findUnique({
		where: { tokenHash: hashOf(token) },
		include: {
			seat: { include: { person: { select: { fullName: true } }, round: { include: { contest: true } } } }
		}
	});
	if (!pairing) return { state: 'judging_pairing_unknown' as const };
	if (pairing.usedAt) return { state: 'judging_pairing_used' as const };
	if (pairing.expiresAt <= now) return { state: 'judging_pairing_expired' as const };
	const { label, person, round } = pairing.seat;
	return {
		state: 'ready' as const,
		seatLabel: label,
		name: person.fullName,
		round: { name: round.name, nameEn: round.nameEn },
		contest: { titleVi: round.contest.titleVi, titleEn: round.contest.titleEn }
	};
}

/** What the judge's page shows before its scripts have loaded. */
export async function pairedSeat(read: Tx, deviceId: string) {
	const device = await read.device.findUnique({
		where: { id: deviceId },
		include: { seat: { include: { person: { select: { fullName: true } } } } }
	});
	return device
		? {
				deviceId,
				seatId: device.seatId,
				seatLabel: device.seat.label,
				role: device.seat.role,
				roundId: device.seat.roundId,
				name: device.seat.person.fullName,
				hasPin: device.pinHash !== null
			}
		: null;
}
