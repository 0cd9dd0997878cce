import type { ScanClock } from './corrected-time.ts';
import type { Direction } from './presence.ts';
import type { CredentialNumber } from './token-payload.ts';
import type { VerdictCode } from './verdict.ts';

export const SCAN_METHODS = ['camera', 'wedge', 'file', 'manual', 'group', 'system'] as const;
export type ScanMethod = (typeof SCAN_METHODS)[number];

/** A supervisor let somebody pass against the answer, knowing it. */
export interface Override {
	readonly by: string;
	readonly reason: string;
}

/** One showing at a gate, as the device wrote it before any colour appeared. Scans are never changed and never deleted. */
export interface ScanRecord extends ScanClock {
	readonly kind: 'scan';
	readonly id: string;
	readonly deviceId: string;
	/** Counts the device's own records from 1. */
	readonly seq: number;
	readonly checkpointId: string;
	readonly gate: string;
	/** Gates that stand side by side. */
	readonly gateGroup: string;
	readonly operatorId: string;
	readonly direction: Direction;
	readonly credential: CredentialNumber | null;
	/** Whose passage it is; an unlisted badge that was let in counts as a person of its own until it is bound. */
	readonly personId: string;
	readonly method: ScanMethod;
	readonly bundleRev: number;
	/** Answered from the bundle, without the server. */
	readonly offline: boolean;
	readonly localCode: VerdictCode;
	/** What the steward saw; null where the device died before it could be shown. */
	readonly shown: VerdictCode | null;
	readonly override: Override | null;
}

/** Takes a scan back. It is a record of its own, may arrive before the scan, and can arrive twice. */
export interface VoidRecord {
	readonly kind: 'void';
	readonly id: string;
	readonly scanId: string;
	readonly by: string;
	readonly at: string;
	readonly reason: string;
}

export type GateRecord = ScanRecord | VoidRecord;

export interface SeqGap {
	readonly deviceId: string;
	readonly missing: readonly number[];
}

/** Records that a device made and never sent: "thiết bị G2 thiếu 3 lượt". `sentUpTo`: the last number a device says it used. */
export function seqGaps(
	records: readonly Pick<ScanRecord, 'deviceId' | 'seq'>[],
	sentUpTo: Readonly<Record<string, number>> = {}
): SeqGap[] {
	const seen = new Map<string, Set<number>>(Object.keys(sentUpTo).map((deviceId) => [deviceId, new Set()]));
	for (const { deviceId, seq } of records) {
		if (!seen.has(deviceId)) seen.set(deviceId, new Set());
		seen.get(deviceId)!.add(seq);
	}
	return [...seen]
		.map(([deviceId, numbers]) => {
			const last = Math.max(0, sentUpTo[deviceId] ?? 0, ...numbers);
			const all = Array.from({ length: last }, (_, at) => at + 1);
			return { deviceId, missing: all.filter((seq) => !numbers.has(seq)) };
		})
		.filter(({ missing }) => missing.length > 0)
		.sort((a, b) => (a.deviceId < b.deviceId ? -1 : 1));
}
