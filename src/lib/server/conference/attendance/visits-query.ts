import { merge } from '#lib/domain/admission/merge.ts';
import type { Presence } from '#lib/domain/admission/presence.ts';
import type { VoidRecord } from '#lib/domain/admission/scan.ts';
import { visitsOf, type Visit } from '#lib/domain/conference/visits.ts';
import { dayInVietnam } from '#lib/domain/shared/day.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { policyOf } from '#lib/server/gate/roster-rows.ts';
import { scanRecord } from '#lib/server/gate/scan-record.ts';

/** People who passed a place on one day only: what the gates keep of them says it all. */
function visitOfDay(
	{ checkpointId, personId }: { readonly checkpointId: string; readonly personId: string },
	{ first, lastIn, last }: Presence
): Visit[] {
	const entry = first.direction === 'in' ? first : lastIn;
	if (!entry) return [];
	// What the end of a session wrote has no device.
	const seen = last.deviceId === 'system' ? (lastIn ?? entry) : last;
	return [
		{
			...{ checkpointId, personId, day: dayInVietnam(new Date(entry.at)) },
			...{ firstAt: entry.at, gate: entry.gate, lastAt: seen.at, isOut: seen.direction === 'out' }
		}
	];
}

/** Who was at which checkpoint on which day, as all gates together saw it. */
export async function conferenceVisits(read: Tx, conferenceId: string): Promise<Visit[]> {
	const rows = await read.presence.findMany({
		where: { conferenceId, times: { gt: 0 } },
		select: { checkpointId: true, personId: true, summary: true }
	});
	const visits: Visit[] = [];
	const longer = new Set<string>();
	for (const { summary, ...place } of rows) {
		if (summary === null) continue;
		const presence = JSON.parse(summary) as Presence;
		if (
			presence.timesThatDay === presence.times &&
			dayInVietnam(new Date(presence.first.at)) === presence.day
		)
			visits.push(...visitOfDay(place, presence));
		else longer.add(`${place.checkpointId} ${place.personId}`);
	}
	if (longer.size === 0) return visits;
	const { merged, scans } = await mergedOf(read, conferenceId, longer);
	return [...visits, ...visitsOf(merged, scans)];
}

/**
 * Of these people at these places every scan put together once more: which day was whose, and how long, is kept nowhere else.
 * `longer`: 'checkpoint person'.
 */
export async function mergedOf(read: Tx, conferenceId: string, longer: ReadonlySet<string>) {
	const checkpoints = await read.checkpoint.findMany({
		where: { conferenceId },
		select: { id: true, policy: true, times: true }
	});
	const rows = await read.scan.findMany({
		where: { conferenceId, kind: 'scan', personId: { not: null } }
	});
	const voided = await read.scan.findMany({
		where: { conferenceId, kind: 'void', code: 'VOIDED' },
		select: { id: true, voids: true, operatorName: true, receivedAt: true, reason: true }
	});
	const scans = rows
		.filter(({ checkpointId, personId }) => longer.has(`${checkpointId} ${personId}`))
		.map(scanRecord);
	const voids = voided.map(({ id, voids: scanId, operatorName, receivedAt, reason }): VoidRecord => ({
		...{ kind: 'void', id, scanId: scanId!, by: operatorName },
		...{ at: receivedAt.toISOString(), reason: reason ?? '' }
	}));
	const merged = merge([...scans, ...voids], {
		checkpoints: checkpoints.map(({ id, policy, times }) => ({ id, policy: policyOf(policy, times) })),
		withdrawnAt: new Map()
	});
	return { merged, scans };
}
