import { byCodeUnit } from '#lib/domain/shared/order.ts';
import type { CorrectedTime } from './corrected-time.ts';
import type { ScanRecord } from './scan.ts';

export interface TimedScan {
	readonly scan: ScanRecord;
	readonly time: CorrectedTime;
}

export const SEVERITIES = ['low', 'high'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * What a supervisor has to settle. Known by the later scan: when an older scan arrives afterwards, the scan it is paired
 * with may change, but not the conflict's id, and what was settled stays settled.
 */
export interface AdmissionConflict {
	readonly id: string;
	readonly kind: 'duplicate' | 'revoked_admitted';
	readonly checkpointId: string;
	readonly personId: string;
	readonly scanId: string;
	/** The entry that counts; null where the badge alone is the matter. */
	readonly canonicalScanId: string | null;
	/** Between the two entries, or from the withdrawal to the entry. */
	readonly gapMs: number;
	readonly severity: Severity;
	/** A clock of one of the two was never compared with the server's. */
	readonly isUncertain: boolean;
	/** How old the rosters were from which was decided, oldest first. */
	readonly bundleRevs: readonly number[];
}

/** Side by side and within this time, people were sent from one gate to the next, or scanned by two stewards at once. */
const SLIP_MS = 60_000;

/** The one order of scans: a device's own clock decides nothing, and no two scans are equal. */
export function byOrder(a: TimedScan, b: TimedScan): number {
	return (
		a.time.orderMs - b.time.orderMs ||
		byCodeUnit(a.scan.deviceId, b.scan.deviceId) ||
		a.scan.seq - b.scan.seq ||
		byCodeUnit(a.scan.id, b.scan.id)
	);
}

export function duplicateConflict(canonical: TimedScan, later: TimedScan): AdmissionConflict {
	const gapMs = Math.abs(later.time.atMs - canonical.time.atMs);
	const isUncertain = !canonical.time.isCertain || !later.time.isCertain;
	const isSlip = gapMs <= SLIP_MS && canonical.scan.gateGroup === later.scan.gateGroup && !isUncertain;
	return {
		id: `duplicate ${later.scan.id}`,
		kind: 'duplicate',
		checkpointId: later.scan.checkpointId,
		personId: later.scan.personId,
		scanId: later.scan.id,
		canonicalScanId: canonical.scan.id,
		gapMs,
		severity: isSlip ? 'low' : 'high',
		isUncertain,
		bundleRevs: [canonical.scan.bundleRev, later.scan.bundleRev].sort((a, b) => a - b)
	};
}

/** A withdrawn badge that was let in because the gate did not know; a supervisor who let it in knowing is no conflict. */
export function revokedConflict(
	{ scan, time }: TimedScan,
	withdrawnAt: string | null
): AdmissionConflict | null {
	if (withdrawnAt === null || scan.direction === 'out' || scan.override !== null) return null;
	const gapMs = time.orderMs - Date.parse(withdrawnAt);
	if (gapMs < 0) return null;
	return {
		id: `revoked_admitted ${scan.id}`,
		kind: 'revoked_admitted',
		checkpointId: scan.checkpointId,
		personId: scan.personId,
		scanId: scan.id,
		canonicalScanId: null,
		gapMs,
		severity: 'high',
		isUncertain: !time.isCertain,
		bundleRevs: [scan.bundleRev]
	};
}
