import type { ConflictScan, ConflictView } from '#lib/live/gate-protocol.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { atOf, type StoredScan } from './scan-record.ts';

function shownScan(row: StoredScan | undefined): ConflictScan | null {
	if (!row) return null;
	return {
		scanId: row.id,
		gate: row.gate,
		operator: row.operatorName,
		at: new Date(atOf(row)).toISOString(),
		isOffline: row.isOffline,
		bundleRev: row.bundleRev,
		method: row.method
	};
}

/** Conflicts of a conference with everything that a person needs to settle them: open ones first, the newest first. */
export async function conflictViews(
	read: Tx,
	conferenceId: string,
	asked: { readonly ids?: readonly string[]; readonly deviceId?: string; readonly onlyOpen?: boolean } = {}
): Promise<ConflictView[]> {
	const rows = await read.admissionConflict.findMany({
		where: {
			conferenceId,
			goneAt: null,
			...(asked.ids ? { id: { in: [...asked.ids] } } : {}),
			...(asked.onlyOpen ? { settledAt: null } : {})
		},
		orderBy: { raisedAt: 'desc' },
		take: 200
	});
	const scanIds = rows.flatMap(({ scanId, canonicalScanId }) => [scanId, canonicalScanId ?? scanId]);
	if (rows.length === 0) return [];
	// One after another: in a transaction there is one connection.
	const scans = await read.scan.findMany({ where: { id: { in: scanIds } } });
	const people = await read.delegate.findMany({
		where: { conferenceId, personId: { in: rows.map(({ personId }) => personId) } },
		include: {
			person: { include: { unit: { select: { name: true } } } },
			delegation: { select: { unit: { select: { name: true } } } }
		}
	});
	const checkpoints = await read.checkpoint.findMany({
		where: { conferenceId },
		select: { id: true, name: true }
	});
	const scanOf = new Map(scans.map((row) => [row.id, row]));
	const views = rows.flatMap((row): ConflictView[] => {
		const pair = [row.scanId, row.canonicalScanId ?? row.scanId];
		const isTheirs = pair.some((id) => scanOf.get(id)?.deviceId === asked.deviceId);
		if (asked.deviceId && !isTheirs) return [];
		const delegate = people.find(({ personId }) => personId === row.personId);
		return [
			{
				id: row.id,
				kind: row.kind as ConflictView['kind'],
				severity: row.severity as ConflictView['severity'],
				isUncertain: row.isUncertain,
				checkpoint: checkpoints.find(({ id }) => id === row.checkpointId)?.name ?? '',
				person: {
					name: delegate?.person.fullName ?? '',
					unit: delegate?.delegation?.unit.name ?? delegate?.person.unit?.name ?? '',
					title: delegate?.title ?? null
				},
				gapMs: row.gapMs,
				raisedAt: row.raisedAt.toISOString(),
				later: shownScan(scanOf.get(row.scanId)),
				canonical: row.canonicalScanId ? shownScan(scanOf.get(row.canonicalScanId)) : null,
				settled: row.settledAt && {
					resolution: row.resolution ?? '',
					reason: row.reason ?? '',
					by: row.settledName ?? '',
					at: row.settledAt.toISOString()
				}
			}
		];
	});
	return views.sort((a, b) => Number(a.settled !== null) - Number(b.settled !== null));
}

/** The open conflicts that a tablet is told of: a supervisor's all, else those with a scan of its own. */
export function conflictsAtGate(
	read: Tx,
	{ conferenceId, deviceId, actor }: { conferenceId: string; deviceId: string; actor: { gateRole: string } }
): Promise<ConflictView[]> {
	const isSupervisor = actor.gateRole === 'supervisor';
	return conflictViews(read, conferenceId, { onlyOpen: true, ...(isSupervisor ? {} : { deviceId }) });
}
