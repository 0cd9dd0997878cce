import { devicesOf, type DeviceCondition } from '#lib/server/judging/devices-query.ts';
import type { Tx } from '#lib/server/db/client.ts';

export interface SeatDevice {
	readonly id: string;
	readonly label: string;
	readonly hasPin: boolean;
	readonly appVersion: string | null;
	readonly pairedAt: Date;
	readonly lastSeenAt: Date;
	readonly condition: DeviceCondition;
	readonly isConnected: boolean;
}

export interface SeatDevices {
	readonly seatId: string;
	readonly label: string;
	readonly role: string;
	readonly name: string;
	/** Paired now; more than one is worth a word. */
	readonly devices: readonly SeatDevice[];
	/** Revoked or run out. */
	readonly former: number;
	/** The QR that is shown somewhere and has not been used. */
	readonly pending: { readonly id: string; readonly expiresAt: Date } | null;
}

/** Everybody at the table with their tablets. */
export async function devicesView(
	read: Tx,
	contestId: string,
	roundId: string,
	now: Date
): Promise<SeatDevices[]> {
	const seats = await read.panelSeat.findMany({
		where: { roundId },
		orderBy: [{ position: 'asc' }, { label: 'asc' }],
		select: {
			id: true,
			label: true,
			role: true,
			person: { select: { fullName: true } },
			pairings: {
				where: { usedAt: null, expiresAt: { gt: now } },
				orderBy: { createdAt: 'desc' },
				take: 1,
				select: { id: true, expiresAt: true }
			}
		}
	});
	const devices = Map.groupBy(await devicesOf(read, contestId, roundId), ({ seatId }) => seatId);
	return seats.map(({ id, label, role, person, pairings }) => {
		const all = devices.get(id) ?? [];
		const live = all.filter(({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > now);
		return {
			seatId: id,
			label,
			role,
			name: person.fullName,
			devices: live.map(
				({ id, label, hasPin, appVersion, pairedAt, lastSeenAt, condition, isConnected }) => ({
					id,
					label,
					hasPin,
					appVersion,
					pairedAt,
					lastSeenAt,
					condition,
					isConnected
				})
			),
			former: all.length - live.length,
			pending: pairings[0] ?? null
		};
	});
}
