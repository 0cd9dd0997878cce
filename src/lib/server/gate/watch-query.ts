import type { Tx } from '#lib/server/db/client.ts';
import { missingSeqs } from './missing-seqs.ts';
import { isGateConnected } from './connected.ts';

const LANE_MS = 5 * 60_000;

/** Gates of a conference with their tablets: last contact, what they hold back, how quickly people pass. */
export async function gatesWatched(read: Tx, conferenceId: string, now: Date) {
	const since = new Date(now.getTime() - LANE_MS);
	const [gates, recent, { rosterRev }] = await Promise.all([
		read.gate.findMany({
			where: { conferenceId, removedAt: null },
			orderBy: { position: 'asc' },
			include: {
				pairings: { where: { usedAt: null, expiresAt: { gt: now } }, select: { id: true } },
				devices: {
					where: { revokedAt: null },
					orderBy: { pairedAt: 'asc' },
					include: { operator: { select: { name: true, role: true } } }
				}
			}
		}),
		read.scan.groupBy({
			by: ['deviceId'],
			where: { conferenceId, kind: 'scan', receivedAt: { gt: since } },
			_count: { _all: true }
		}),
		read.conference.findUniqueOrThrow({ where: { id: conferenceId }, select: { rosterRev: true } })
	]);
	const watched = [];
	for (const { id, name, group, pairings, devices } of gates) {
		const tablets = [];
		for (const device of devices) {
			const scans = recent.find(({ deviceId }) => deviceId === device.id)?._count._all ?? 0;
			tablets.push({
				id: device.id,
				label: device.label,
				operator: device.operator,
				lastSeenAt: device.lastSeenAt,
				isConnected: isGateConnected(device.id),
				unsent: device.unsent,
				missing: (await missingSeqs(read, device.id, device.lastSeq)).length,
				behind: device.bundleRev === null ? null : Math.max(0, rosterRev - device.bundleRev),
				batteryPercent: device.batteryPercent,
				isCharging: device.isCharging,
				clockOffsetMs: device.clockOffsetMs,
				roundTripMs: device.roundTripMs,
				camera: device.camera,
				/** In the last five minutes. */
				perMinute: Math.round((scans / (LANE_MS / 60_000)) * 10) / 10
			});
		}
		watched.push({ id, name, group, openPairings: pairings.map(({ id: one }) => one), tablets });
	}
	return watched;
}
export type WatchedGate = Awaited<ReturnType<typeof gatesWatched>>[number];

/** Who works at gates, without their PINs. */
export function gateOperators(read: Tx, conferenceId: string) {
	return read.gateOperator.findMany({
		where: { conferenceId, removedAt: null },
		orderBy: { name: 'asc' },
		select: { id: true, name: true, role: true }
	});
}

/** The last showings at all gates, the newest first. */
export async function lastScans(read: Tx, conferenceId: string, most: number) {
	const rows = await read.scan.findMany({
		where: { conferenceId, kind: 'scan' },
		orderBy: { receivedAt: 'desc' },
		take: most
	});
	const [voids, delegates, checkpoints] = await Promise.all([
		read.scan.findMany({
			where: { voids: { in: rows.map(({ id }) => id) }, code: 'VOIDED' },
			select: { voids: true, reason: true }
		}),
		read.delegate.findMany({
			where: { conferenceId, id: { in: rows.flatMap(({ delegateId }) => delegateId ?? []) } },
			select: { id: true, person: { select: { fullName: true } } }
		}),
		read.checkpoint.findMany({ where: { conferenceId }, select: { id: true, name: true } })
	]);
	return rows.map((row) => ({
		id: row.id,
		at: row.tDevice,
		receivedAt: row.receivedAt,
		name: delegates.find(({ id }) => id === row.delegateId)?.person.fullName ?? null,
		checkpoint: checkpoints.find(({ id }) => id === row.checkpointId)?.name ?? '',
		gate: row.gate,
		operator: row.operatorName,
		direction: row.direction,
		code: row.shown ?? row.code,
		method: row.method,
		isOffline: row.isOffline,
		override: row.overrideReason,
		voided: voids.find(({ voids: of }) => of === row.id)?.reason ?? null
	}));
}

/** Records whose operator had no right or no shift, which nobody has looked at, the newest first. */
export async function flaggedScans(read: Tx, conferenceId: string, most: number) {
	const rows = await read.scan.findMany({
		where: { conferenceId, flag: { not: null }, flagSeenBy: null },
		orderBy: { receivedAt: 'desc' },
		take: most
	});
	const delegates = await read.delegate.findMany({
		where: { id: { in: rows.flatMap(({ delegateId }) => delegateId ?? []) } },
		select: { id: true, person: { select: { fullName: true } } }
	});
	return rows.map(({ id, flag, tDevice, gate, operatorName, code, delegateId }) => ({
		...{ id, flag: flag!, at: tDevice, gate, code, operator: operatorName },
		name: delegates.find((one) => one.id === delegateId)?.person.fullName ?? null
	}));
}

/** Every tablet that ever was a gate's, also those revoked: whose file it may be. */
export function everyTablet(read: Tx, conferenceId: string) {
	return read.gateDevice.findMany({
		where: { conferenceId },
		orderBy: { pairedAt: 'asc' },
		select: { id: true, label: true, gate: { select: { name: true } } }
	});
}
