import { byCodeUnit } from '#lib/domain/shared/order.ts';
import { presenceKey } from './bundle.ts';
import type { Checkpoint } from './checkpoint.ts';
import {
	byOrder,
	duplicateConflict,
	revokedConflict,
	type AdmissionConflict,
	type TimedScan
} from './conflict.ts';
import { correctedTime } from './corrected-time.ts';
import { passage, presenceAfter, type Presence, type Sighting } from './presence.ts';
import type { GateRecord, ScanRecord, VoidRecord } from './scan.ts';
import { doesCount } from './verdict.ts';

/**
 * What a scan is worth once all gates are known. counted: a passage · readmitted: let in again by a supervisor, knowingly ·
 * echo: the same showing twice · duplicate-refused: shown again and refused, as it should be · refused · unseen: admitted
 * by a device that died before anybody saw it, and shown again elsewhere · conflict: two gates let one person in · voided.
 */
export const SCAN_STANDINGS = [
	'counted',
	'readmitted',
	'echo',
	'duplicate-refused',
	'refused',
	'unseen',
	'conflict',
	'voided'
] as const;
export type ScanStanding = (typeof SCAN_STANDINGS)[number];

export interface MergedScan {
	readonly scanId: string;
	readonly at: string;
	readonly isCertain: boolean;
	readonly standing: ScanStanding;
	/** The server had answered "enter" before an earlier scan of another gate reached it. */
	readonly isReclassified: boolean;
}

export interface MergedPerson {
	readonly checkpointId: string;
	readonly personId: string;
	readonly scans: readonly MergedScan[];
	readonly presence: Presence | null;
}

export interface Merged {
	readonly people: readonly MergedPerson[];
	readonly conflicts: readonly AdmissionConflict[];
	/** Different persons who passed in, by checkpoint: right before any conflict is settled. */
	readonly headCount: Readonly<Record<string, number>>;
}

export interface MergeFacts {
	readonly checkpoints: readonly Pick<Checkpoint, 'id' | 'policy'>[];
	/** When credentials were withdrawn, ISO 8601, by number. */
	readonly withdrawnAt: ReadonlyMap<string, string>;
}

/** Two showings on one device within this time are one, when all gates are looked at together. */
export const MERGE_ECHO_MS = 5000;

/**
 * What all gates together saw. A function of the set of records: their order of arrival and repetitions change nothing.
 * Each person's scans at a checkpoint, in the order of corrected time, device, number and id, go through the same `passage`
 * that the gates asked, so that gates which had known everything would have said the same.
 */
export function merge(records: readonly GateRecord[], facts: MergeFacts): Merged {
	const policies = new Map(facts.checkpoints.map(({ id, policy }) => [id, policy]));
	const { scans, voids } = distinct(records);
	const groups = new Map<string, TimedScan[]>();
	for (const scan of scans) {
		if (!policies.has(scan.checkpointId)) continue;
		const key = presenceKey(scan);
		const group = groups.get(key);
		const timed = { scan, time: correctedTime(scan) };
		if (group) group.push(timed);
		else groups.set(key, [timed]);
	}
	const people: MergedPerson[] = [];
	const conflicts: AdmissionConflict[] = [];
	const headCount: Record<string, number> = Object.fromEntries(facts.checkpoints.map(({ id }) => [id, 0]));
	for (const key of [...groups.keys()].sort(byCodeUnit)) {
		const { person, raised } = mergedPerson(groups.get(key)!.sort(byOrder), voids, policies, facts);
		people.push(person);
		conflicts.push(...raised);
		if (person.presence && person.presence.times > 0)
			headCount[person.checkpointId] = headCount[person.checkpointId]! + 1;
	}
	return { people, conflicts, headCount };
}

function mergedPerson(
	timed: readonly TimedScan[],
	voids: ReadonlyMap<string, VoidRecord>,
	policies: ReadonlyMap<string, Checkpoint['policy']>,
	facts: MergeFacts
): { person: MergedPerson; raised: AdmissionConflict[] } {
	const { checkpointId, personId } = timed[0]!.scan;
	const policy = policies.get(checkpointId)!;
	const byId = new Map(timed.map((each) => [each.scan.id, each]));
	const scans: MergedScan[] = [];
	const raised: AdmissionConflict[] = [];
	let presence: Presence | null = null;
	const lastShown = new Map<string, number>();

	for (const each of timed) {
		const { scan, time } = each;
		const seen = sighting(each);
		let standing: ScanStanding;
		if (voids.has(scan.id)) standing = 'voided';
		else if (!didPass(scan)) {
			standing =
				scan.localCode === 'ECHO' ? 'echo' : scan.localCode === 'ALREADY' ? 'duplicate-refused' : 'refused';
		} else {
			const passed = passage(policy, presence, scan.direction, new Date(time.atMs));
			if (passed.kind !== 'already') {
				standing = 'counted';
				presence = presenceAfter(presence, seen);
			} else {
				const canonical = byId.get(passed.since.scanId)!;
				standing = repeated(canonical, each, lastShown.get(scan.deviceId));
				if (standing === 'conflict') raised.push(duplicateConflict(canonical, each));
			}
			const revoked = revokedConflict(each, facts.withdrawnAt.get(scan.credential ?? '') ?? null);
			if (revoked && standing !== 'echo') raised.push(revoked);
			lastShown.set(scan.deviceId, time.orderMs);
		}
		scans.push({
			scanId: scan.id,
			at: seen.at,
			isCertain: time.isCertain,
			standing,
			isReclassified: standing === 'conflict' && !scan.offline
		});
	}
	return { person: { checkpointId, personId, scans, presence }, raised };
}

/** What a second entry is that the policy would not have allowed. */
function repeated(canonical: TimedScan, each: TimedScan, lastOnDevice: number | undefined): ScanStanding {
	if (lastOnDevice !== undefined && each.time.orderMs - lastOnDevice <= MERGE_ECHO_MS) return 'echo';
	if (each.scan.override !== null) return 'readmitted';
	if (each.scan.shown === null || canonical.scan.shown === null) return 'unseen';
	return 'conflict';
}

/** A person passed when the steward saw "enter", when a supervisor said so, or when the device died on the way to saying it. */
function didPass({ override, shown, localCode }: ScanRecord): boolean {
	return override !== null || doesCount(shown ?? localCode);
}

/** Each scan once, whatever was sent again; of a scan received twice, the first receipt. */
function distinct(records: readonly GateRecord[]): {
	scans: Iterable<ScanRecord>;
	voids: ReadonlyMap<string, VoidRecord>;
} {
	const scans = new Map<string, ScanRecord>();
	const voids = new Map<string, VoidRecord>();
	for (const record of records) {
		if (record.kind === 'void') {
			voids.set(record.scanId, record);
			continue;
		}
		const known = scans.get(record.id);
		if (!known || isEarlier(record, known)) scans.set(record.id, record);
	}
	return { scans: scans.values(), voids };
}

function isEarlier(one: ScanRecord, other: ScanRecord): boolean {
	const apart = Date.parse(one.receivedAt) - Date.parse(other.receivedAt);
	return apart !== 0 ? apart < 0 : byCodeUnit(JSON.stringify(one), JSON.stringify(other)) < 0;
}

function sighting({ scan, time }: TimedScan): Sighting {
	return {
		scanId: scan.id,
		at: new Date(time.atMs).toISOString(),
		direction: scan.direction,
		gate: scan.gate,
		operator: scan.operatorId,
		deviceId: scan.deviceId
	};
}
