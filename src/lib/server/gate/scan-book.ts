import type { GateRole } from '#lib/domain/admission/gate-rights.ts';
import type { GateItem, ScanItem } from '#lib/live/gate-protocol.ts';
import { nextRev } from '#lib/server/conference/roster-rev.ts';
import { insertRows } from '#lib/server/db/bulk.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { gatesNamed, operatorShifts, recordIds } from '#lib/server/db/gate-statements.ts';
import { nobodyWith } from './adopt-scans.ts';
import { placesOf, type Place, type Places } from './places.ts';
import type { StoredScan } from './scan-record.ts';
import { numberShown, serverView, type ServerView } from './server-view.ts';

export interface Operator {
	readonly id: string;
	readonly conferenceId: string;
	readonly name: string;
	readonly role: GateRole;
}

export interface Shift {
	readonly deviceId: string;
	readonly operatorId: string;
	readonly since: Date;
	readonly until: Date | null;
}

/**
 * What the records of one transaction are stored with, of however many tablets: read once, kept in step from one record to the
 * next, written at the end. Who reads here sees what the tables would say if every record had been written at once.
 */
export interface ScanBook {
	readonly places: Places;
	readonly gates: ReadonlyMap<string, { readonly name: string; readonly group: string }>;
	/** By conference. */
	readonly views: ReadonlyMap<string, ServerView>;
	readonly operators: ReadonlyMap<string, Operator>;
	readonly shifts: readonly Shift[];
	/** A record that is there, by its id: of those that these records are, or name. */
	known(id: string): StoredScan | null;
	/** Whether a tablet has used this number. */
	isTaken(deviceId: string, seq: number): boolean;
	/** A taking back that came before its showing. */
	waiting(deviceId: string, scanId: string): StoredScan | null;
	add(row: StoredScan): void;
	/** Says more of a record than it did; answers the record. */
	change(row: StoredScan, more: Partial<StoredScan>): StoredScan;
	write(): Promise<void>;
}

/** Whose records they are. A tablet never changes its gate: it is paired anew and is another one. */
export interface RecordingTablet {
	readonly deviceId: string;
	readonly gateId: string;
	readonly conferenceId: string;
}

/** A taking back whose showing has not arrived yet. */
export const WAITS = 'waits';

/** A record, and the tablet that wrote it. */
export interface Handed {
	readonly tablet: RecordingTablet;
	readonly item: GateItem;
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];
const numberOf = (deviceId: string, seq: number) => `${deviceId} ${seq}`;

/** Where these showings will count, as far as it can be told before they are decided. */
function placesNamed(view: ServerView, scans: readonly ScanItem[]): Place[] {
	return scans.flatMap((scan): Place[] => {
		const { what, checkpointId } = scan;
		const number = numberShown(scan);
		const delegateId =
			what.kind === 'delegate' ? what.delegateId : number && view.credential(number)?.delegateId;
		const personId = (delegateId && view.delegate(delegateId)?.personId) ?? (number && nobodyWith(number));
		return personId ? [{ checkpointId, personId }] : [];
	});
}

const recordsWith = async (tx: Tx, ids: readonly string[]): Promise<StoredScan[]> =>
	ids.length === 0 ? [] : tx.scan.findMany({ where: { id: { in: [...ids] } } });

/** Reads once what these records need, of all tablets together. */
export async function openBook(tx: Tx, handed: readonly Handed[]): Promise<ScanBook> {
	const items = handed.map(({ item }) => item);
	const scans = items.filter((item) => item.kind === 'scan');
	const byDevice = Map.groupBy(handed, ({ tablet }) => tablet.deviceId);
	const byConference = Map.groupBy(handed, ({ tablet }) => tablet.conferenceId);
	const gateIds = distinct(handed.map(({ tablet }) => tablet.gateId));
	const operatorIds = distinct(items.map(({ operatorId }) => operatorId));
	const deviceIds = [...byDevice.keys()];
	const gates = await gatesNamed(tx, gateIds);
	const operators = await operatorShifts(tx, operatorIds, deviceIds);
	const ids = items.flatMap((item) => (item.kind === 'void' ? [item.id, item.scanId] : [item.id]));
	const numbers = new Set(handed.map(({ tablet, item }) => numberOf(tablet.deviceId, item.seq)));
	const rows = await recordsWith(
		tx,
		await recordIds(tx, {
			ids: distinct(ids),
			numbers: [...byDevice].map(([deviceId, of]) => ({ deviceId, seqs: of.map(({ item }) => item.seq) })),
			voided: scans.map(({ id }) => id)
		})
	);
	const named = new Set(ids);
	const there = rows.filter(
		({ id, deviceId, seq }) => named.has(id) || numbers.has(numberOf(deviceId ?? '', seq ?? -1))
	);
	const early = rows.filter(({ deviceId, code }) => code === WAITS && byDevice.has(deviceId ?? ''));
	const places = placesOf(tx);
	const views = new Map<string, ServerView>();
	for (const [conferenceId, of] of byConference) {
		const shown = of.flatMap(({ item }) => (item.kind === 'scan' ? [item] : []));
		const view = await serverView(tx, conferenceId, shown);
		views.set(conferenceId, view);
		places.expect(
			placesNamed(view, shown),
			shown
				.flatMap((scan) => numberShown(scan) ?? [])
				.map((number) => ({ number, badge: view.credential(number) }))
		);
	}
	places.expect(
		there.flatMap(({ checkpointId, personId }) => (personId === null ? [] : [{ checkpointId, personId }]))
	);

	const known = new Map(there.map((row) => [row.id, row]));
	const taken = new Set(
		there.flatMap(({ deviceId, seq }) => (deviceId && seq !== null ? [numberOf(deviceId, seq)] : []))
	);
	const waiting = new Map(early.map((row) => [`${row.deviceId} ${row.voids}`, row]));
	const unwritten = new Map<string, StoredScan>();
	const changed = new Map<string, Partial<StoredScan>>();

	function keep(row: StoredScan): void {
		known.set(row.id, row);
		if (row.deviceId !== null && row.seq !== null) taken.add(numberOf(row.deviceId, row.seq));
		if (row.kind === 'scan') places.put(row);
		if (row.voids === null) return;
		if (row.code === WAITS) waiting.set(`${row.deviceId} ${row.voids}`, row);
		if (row.code === 'VOIDED') places.takeBack(row);
	}

	return {
		places,
		views,
		shifts: operators.flatMap(({ id, deviceId, since, until }) =>
			deviceId && since ? [{ operatorId: id, deviceId, since, until }] : []
		),
		gates: new Map(gates.map(({ id, name, group }) => [id, { name, group: group ?? id }])),
		operators: new Map(
			operators.map(({ id, conferenceId, name, role }) => [
				id,
				{ id, conferenceId, name, role: role as GateRole }
			])
		),
		known: (id) => known.get(id) ?? null,
		isTaken: (deviceId, seq) => taken.has(numberOf(deviceId, seq)),
		waiting: (deviceId, scanId) => waiting.get(`${deviceId} ${scanId}`) ?? null,
		add(row) {
			unwritten.set(row.id, row);
			keep(row);
		},
		change(row, more) {
			const now = { ...row, ...more };
			if (unwritten.has(row.id)) unwritten.set(row.id, now);
			else changed.set(row.id, { ...changed.get(row.id), ...more });
			keep(now);
			return now;
		},
		async write() {
			await insertRows(tx, 'Scan', [...unwritten.values()]);
			for (const rows of Map.groupBy(changed, ([, more]) => JSON.stringify(more)).values()) {
				await tx.scan.updateMany({ where: { id: { in: rows.map(([id]) => id) } }, data: rows[0]![1] });
			}
			await places.write((conferenceId) => nextRev(tx, conferenceId));
		}
	};
}
