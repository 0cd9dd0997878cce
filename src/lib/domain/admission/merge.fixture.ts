import type { MergeFacts } from './merge.ts';
import type { ScanRecord, VoidRecord } from './scan.ts';

const STARTS = Date.parse('2026-11-30T00:30:00.000Z');

/** So many seconds after half past seven, Vietnam's time. */
export const after = (seconds: number) => new Date(STARTS + seconds * 1000).toISOString();

export const FACTS: MergeFacts = {
	checkpoints: [
		{ id: 'hall', policy: { kind: 'once_per_day' } },
		{ id: 'doors', policy: { kind: 'inout' } },
		{ id: 'coffee', policy: { kind: 'count', times: 2, per: 'event' } }
	],
	withdrawnAt: new Map([['withdrawn', after(100)]])
};

/** A scan that let somebody in at the hall, received in the end from a device whose clock is right. */
export function scan(
	id: string,
	seconds: number,
	device: string,
	person: string,
	change: Partial<ScanRecord> = {}
): ScanRecord {
	return {
		kind: 'scan',
		id,
		deviceId: device,
		seq: seconds + 1,
		checkpointId: 'hall',
		gate: `Cửa ${device}`,
		gateGroup: device,
		operatorId: `${device}-operator`,
		direction: 'in',
		credential: null,
		personId: person,
		method: 'camera',
		bundleRev: 40,
		offline: true,
		localCode: 'ADMIT_OFFLINE',
		shown: 'ADMIT_OFFLINE',
		override: null,
		tDevice: after(seconds),
		offset: { offsetMs: 0, roundTripMs: 40 },
		bundleIssuedAt: after(-3600),
		receivedAt: after(9000),
		...change
	};
}

export function voided(scanId: string): VoidRecord {
	return {
		kind: 'void',
		id: `void ${scanId}`,
		scanId,
		by: 'supervisor',
		at: after(9500),
		reason: 'nhầm thẻ'
	};
}
