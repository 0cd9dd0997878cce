import type { AdmissionConflict } from '#lib/domain/admission/conflict.ts';
import { presenceKey } from '#lib/domain/admission/bundle.ts';
import { merge } from '#lib/domain/admission/merge.ts';
import type { Presence } from '#lib/domain/admission/presence.ts';
import type { VoidRecord } from '#lib/domain/admission/scan.ts';
import type { AdmissionView } from '#lib/domain/admission/view.ts';
import type { Context } from '#lib/server/command/command.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { badgesNumbered, idsAtPlaces, storePresences } from '#lib/server/db/gate-statements.ts';
import { scanRecord, type StoredScan } from './scan-record.ts';

/** A person at a checkpoint. */
export interface Place {
	readonly checkpointId: string;
	readonly personId: string;
}

type StoredConflict = Awaited<ReturnType<Tx['admissionConflict']['findMany']>>[number];

interface ExpectedBadge {
	readonly number: string;
	/** Null where it is not known yet. */
	readonly badge: { readonly withdrawnAt: string | null } | null;
}

interface HeldPlace extends Place {
	readonly conferenceId: string;
	readonly scans: Map<string, StoredScan>;
	readonly conflicts: Map<string, StoredConflict>;
	/** What is kept of them: undefined while nothing was put together anew. */
	presence?: Presence | null;
}

/**
 * What all gates saw of some people, within one transaction: read once for all of them, put together in memory as often as a
 * record is added, written at the end.
 */
export interface Places {
	/** These, and these badges, may be asked for: they are read together with the first that is, if they are not known. */
	expect(places: Iterable<Place>, badges?: Iterable<ExpectedBadge>): void;
	/** A scan is new, or says more than it did. */
	put(scan: StoredScan): void;
	/** A record that takes back another is there. */
	takeBack(row: StoredScan): void;
	/** Puts together anew what all gates saw of a person. Tells the gates concerned of conflicts that are new. */
	merge(
		context: Pick<Context, 'at' | 'publish'>,
		place: Place & { readonly conferenceId: string },
		checkpoints: AdmissionView['checkpoints']
	): Promise<Presence | null>;
	/** Writes what was put together, with the revision of its conference; asked for only where there is something. */
	write(revOf: (conferenceId: string) => Promise<number>): Promise<void>;
}

const isSame = (one: object, other: object): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Where a scan belongs; whose is nobody's belongs nowhere. */
const keyOf = ({ checkpointId, personId }: StoredScan): string =>
	personId === null ? '' : presenceKey({ checkpointId, personId });

/** A conflict as its table holds it. */
function factsOf({ bundleRevs, ...facts }: AdmissionConflict) {
	return { ...facts, bundleRevs: JSON.stringify(bundleRevs) };
}

const voidRecord = (row: StoredScan): VoidRecord => ({
	kind: 'void',
	id: row.id,
	scanId: row.voids!,
	by: row.operatorName,
	at: row.receivedAt.toISOString(),
	reason: row.reason ?? ''
});

export function placesOf(tx: Tx): Places {
	const held = new Map<string, HeldPlace>();
	const expected: Place[] = [];
	const named = new Set<string>();
	/** Scans that the tables do not hold yet, or not as they are now. */
	const added = new Map<string, StoredScan>();
	/** What takes a scan back, by its id. */
	const voided = new Map<string, StoredScan>();
	const withdrawnAt = new Map<string, string | null>();
	const conflictsBefore = new Map<string, StoredConflict>();
	const heldOf = (scan: StoredScan) => held.get(keyOf(scan));

	async function readPlaces(places: readonly Place[]): Promise<void> {
		const missing = new Map(
			places.filter((place) => !held.has(presenceKey(place))).map((place) => [presenceKey(place), place])
		);
		if (missing.size === 0) return;
		const checkpointIds = [...new Set([...missing.values()].map(({ checkpointId }) => checkpointId))];
		const personIds = [...new Set([...missing.values()].map(({ personId }) => personId))];
		const { scanIds, conflictIds } = await idsAtPlaces(tx, checkpointIds, personIds);
		// Most people are seen once: there is nothing to read then.
		const scans = scanIds.length > 0 ? await tx.scan.findMany({ where: { id: { in: scanIds } } }) : [];
		const conflicts =
			conflictIds.length > 0
				? await tx.admissionConflict.findMany({ where: { id: { in: conflictIds } } })
				: [];
		for (const [key, { checkpointId, personId }] of missing) {
			held.set(key, { checkpointId, personId, conferenceId: '', scans: new Map(), conflicts: new Map() });
		}
		const known: string[] = [];
		for (const scan of scans) {
			if (!missing.has(keyOf(scan))) continue;
			heldOf(scan)!.scans.set(scan.id, scan);
			known.push(scan.id);
		}
		if (known.length > 0) {
			const voids = await tx.scan.findMany({ where: { voids: { in: known }, code: 'VOIDED' } });
			for (const row of voids) voided.set(row.voids!, row);
		}
		for (const conflict of conflicts) {
			if (!missing.has(presenceKey(conflict))) continue;
			held.get(presenceKey(conflict))!.conflicts.set(conflict.id, conflict);
			conflictsBefore.set(conflict.id, conflict);
		}
		for (const scan of added.values()) {
			if (missing.has(keyOf(scan))) heldOf(scan)?.scans.set(scan.id, scan);
		}
	}

	async function withdrawn(numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
		if (numbers.some((number) => !withdrawnAt.has(number))) {
			const unknown = [...new Set([...numbers, ...named])].filter((number) => !withdrawnAt.has(number));
			const rows = await badgesNumbered(tx, unknown);
			for (const number of unknown) withdrawnAt.set(number, null);
			for (const row of rows) withdrawnAt.set(row.number, row.withdrawnAt?.toISOString() ?? null);
		}
		return new Map(
			numbers.flatMap((number) => {
				const at = withdrawnAt.get(number);
				return at ? [[number, at] as const] : [];
			})
		);
	}

	/** Takes the conflicts of a place as they are now. Answers those that are new. */
	function settle(place: HeldPlace, conflicts: readonly AdmissionConflict[], at: Date): AdmissionConflict[] {
		const raised: AdmissionConflict[] = [];
		for (const conflict of conflicts) {
			const before = place.conflicts.get(conflict.id);
			const facts = { ...factsOf(conflict), conferenceId: place.conferenceId, goneAt: null };
			if (before) place.conflicts.set(conflict.id, { ...before, ...facts });
			else {
				const open = { resolution: null, reason: null, settledBy: null, settledName: null, settledAt: null };
				place.conflicts.set(conflict.id, { ...facts, ...open, raisedAt: at });
				raised.push(conflict);
			}
		}
		for (const [id, one] of place.conflicts) {
			const isGone = !one.goneAt && !one.settledAt && !conflicts.some((conflict) => conflict.id === id);
			if (isGone) place.conflicts.set(id, { ...one, goneAt: at });
		}
		return raised;
	}

	return {
		expect(places, badges = []) {
			expected.push(...places);
			for (const { number, badge } of badges) {
				if (badge) withdrawnAt.set(number, badge.withdrawnAt);
				else named.add(number);
			}
		},
		put(scan) {
			added.set(scan.id, scan);
			heldOf(scan)?.scans.set(scan.id, scan);
		},
		takeBack: (row) => void voided.set(row.voids!, row),
		async merge({ at, publish }, { conferenceId, ...where }, checkpoints) {
			if (!held.has(presenceKey(where))) await readPlaces([where, ...expected.splice(0)]);
			const place: HeldPlace = { ...held.get(presenceKey(where))!, conferenceId };
			held.set(presenceKey(where), place);
			const scans = [...place.scans.values()];
			const voids = scans.flatMap(({ id }) => voided.get(id) ?? []).map(voidRecord);
			const numbers = [...new Set(scans.flatMap(({ credential }) => credential ?? []))];
			const { people, conflicts } = merge([...scans.map(scanRecord), ...voids], {
				checkpoints: checkpoints.filter(({ id }) => id === place.checkpointId),
				withdrawnAt: await withdrawn(numbers)
			});
			place.presence = people[0]?.presence ?? null;
			const raised = settle(place, conflicts, at);
			for (const { id, scanId, canonicalScanId } of raised) {
				const pair = [scanId, canonicalScanId ?? scanId];
				const deviceIds = [...new Set(pair.flatMap((scan) => place.scans.get(scan)?.deviceId ?? []))];
				publish({ kind: 'admission.conflict', conferenceId, conflictId: id, deviceIds });
			}
			return place.presence;
		},
		async write(revOf) {
			const touched = [...held.values()].filter(({ presence }) => presence !== undefined);
			const revs = new Map<string, number>();
			for (const { conferenceId } of touched) {
				if (!revs.has(conferenceId)) revs.set(conferenceId, await revOf(conferenceId));
			}
			await storePresences(
				tx,
				touched.map(({ checkpointId, personId, conferenceId, presence = null }) => ({
					...{ checkpointId, personId, conferenceId },
					summary: presence && JSON.stringify(presence),
					times: presence?.times ?? 0,
					direction: presence?.last.direction ?? null,
					firstAt: presence?.times ? new Date(presence.first.at) : null,
					lastAt: presence ? new Date(presence.last.at) : null,
					rev: revs.get(conferenceId)!
				}))
			);
			for (const conflict of touched.flatMap(({ conflicts }) => [...conflicts.values()])) {
				const before = conflictsBefore.get(conflict.id);
				const { id, ...data } = conflict;
				if (!before) await tx.admissionConflict.create({ data: conflict });
				else if (!isSame(before, conflict)) await tx.admissionConflict.update({ where: { id }, data });
			}
		}
	};
}
