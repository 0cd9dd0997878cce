import type { Tx } from '#lib/server/db/client.ts';
import { isConnected } from './presence.ts';

/** What a tablet last said of itself; null what its browser does not tell. */
export interface DeviceCondition {
	readonly batteryPercent: number | null;
	readonly isCharging: boolean | null;
	readonly clockOffsetMs: number | null;
	readonly roundTripMs: number | null;
	readonly undelivered: number | null;
}

export interface DeviceRow {
	readonly id: string;
	readonly label: string;
	readonly roundId: string;
	readonly roundName: string;
	readonly seatId: string;
	readonly seatLabel: string;
	readonly seatRole: string;
	readonly personName: string;
	readonly hasPin: boolean;
	readonly appVersion: string | null;
	readonly pairedAt: Date;
	readonly lastSeenAt: Date;
	readonly expiresAt: Date;
	readonly revokedAt: Date | null;
	readonly condition: DeviceCondition;
	/** A socket of it is open at this process now. */
	readonly isConnected: boolean;
}

/** The tablets of a contest, of one round where it is named; the newest pairing of a seat first. */
export async function devicesOf(read: Tx, contestId: string, roundId?: string): Promise<DeviceRow[]> {
	const devices = await read.device.findMany({
		where: { contestId, ...(roundId ? { seat: { roundId } } : {}) },
		orderBy: [{ seat: { round: { position: 'asc' } } }, { seat: { position: 'asc' } }, { pairedAt: 'desc' }],
		include: {
			seat: {
				select: {
					label: true,
					role: true,
					person: { select: { fullName: true } },
					round: { select: { id: true, name: true } }
				}
			}
		}
	});
	return devices.map(({ seat, ...device }) => ({
		id: device.id,
		label: device.label,
		roundId: seat.round.id,
		roundName: seat.round.name,
		seatId: device.seatId,
		seatLabel: seat.label,
		seatRole: seat.role,
		personName: seat.person.fullName,
		hasPin: device.pinHash !== null,
		appVersion: device.appVersion,
		pairedAt: device.pairedAt,
		lastSeenAt: device.lastSeenAt,
		expiresAt: device.expiresAt,
		revokedAt: device.revokedAt,
		condition: {
			batteryPercent: device.batteryPercent,
			isCharging: device.isCharging,
			clockOffsetMs: device.clockOffsetMs,
			roundTripMs: device.roundTripMs,
			undelivered: device.undelivered
		},
		isConnected: isConnected(device.id)
	}));
}
