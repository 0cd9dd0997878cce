import { correctedTime } from '#lib/domain/admission/corrected-time.ts';
import type { ScanMethod, ScanRecord } from '#lib/domain/admission/scan.ts';
import type { VerdictCode } from '#lib/domain/admission/verdict.ts';
import type { Direction } from '#lib/domain/admission/presence.ts';
import type { Tx } from '#lib/server/db/client.ts';

export type StoredScan = Awaited<ReturnType<Tx['scan']['findMany']>>[number];

/** Why a supervisor has to look at a scan. */
export const SCAN_FLAGS = ['unknown_operator', 'no_right', 'no_shift'] as const;

/** A stored scan as the merge of all gates reads it. */
export function scanRecord(row: StoredScan): ScanRecord {
	const personId = row.personId!;
	return {
		kind: 'scan',
		id: row.id,
		deviceId: row.deviceId ?? 'system',
		seq: row.seq ?? 0,
		checkpointId: row.checkpointId,
		gate: row.gate,
		gateGroup: row.gateGroup,
		operatorId: row.operatorName,
		direction: row.direction as Direction,
		credential: row.credential,
		personId,
		method: row.method as ScanMethod,
		bundleRev: row.bundleRev,
		offline: row.isOffline,
		localCode: row.localCode as VerdictCode,
		// Asked while the gate waited: unless it told otherwise, people saw what the server answered.
		shown: (row.shown ?? (row.isOffline ? null : row.code)) as VerdictCode | null,
		override: row.overrideReason === null ? null : { by: row.operatorId, reason: row.overrideReason },
		tDevice: row.tDevice.toISOString(),
		offset: row.offsetMs === null ? null : { offsetMs: row.offsetMs, roundTripMs: row.roundTripMs ?? 0 },
		bundleIssuedAt: row.bundleIssuedAt.toISOString(),
		receivedAt: row.receivedAt.toISOString()
	};
}

/** When a stored record was made, by the server's clock. */
export const atOf = (row: StoredScan): number => correctedTime(scanRecord(row)).atMs;
