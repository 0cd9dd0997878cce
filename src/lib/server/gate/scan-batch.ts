import { createHash } from 'node:crypto';
import type { VerdictFacts } from '#lib/domain/admission/decide.ts';
import type { GateRole } from '#lib/domain/admission/gate-rights.ts';
import type { VerdictCode } from '#lib/domain/admission/verdict.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import type { GateItem, ScanItem } from '#lib/live/gate-protocol.ts';
import type { Context } from '#lib/server/command/command.ts';
import { nextRev } from '#lib/server/conference/roster-rev.ts';
import { mergePerson } from './merge-person.ts';
import type { StoredScan } from './scan-record.ts';
import { serverView, type ServerView } from './server-view.ts';

interface Operator {
	readonly id: string;
	readonly name: string;
	readonly role: GateRole;
}

/** What one batch is stored with. */
export interface Batch {
	readonly context: Context;
	readonly conferenceId: string;
	readonly deviceId: string;
	readonly gate: { readonly name: string; readonly group: string };
	view: ServerView;
	/** The showings that came together, for a view that is read anew. */
	readonly scans: readonly ScanItem[];
	readonly operators: ReadonlyMap<string, Operator>;
	/** Who worked at this tablet, and when. */
	readonly shifts: readonly Shift[];
	/** Takings back that came before their showing, by its id. */
	readonly waiting: Map<string, StoredScan>;
	/** Records of this batch that are stored, by id, and the numbers of this tablet that are taken: read once, kept up to date. */
	readonly known: Map<string, StoredScan>;
	readonly seqs: Set<number>;
	/** The revision that its changes get, made at the first one. */
	rev: number | null;
}

interface Shift {
	readonly operatorId: string;
	readonly since: Date;
	readonly until: Date | null;
}

export interface Answer {
	readonly code: VerdictCode | 'VOIDED' | 'BOUND';
	readonly facts: VerdictFacts;
	readonly overridden: boolean;
}

/** What may not change under one id. What people saw is told later, by the same record sent again: it is no part of it. */
export function payloadHash(item: GateItem): string {
	const { seen: _seen, offline: _offline, ...payload } = item as ScanItem;
	return createHash('sha256').update(canonicalJson(payload)).digest('hex');
}

/** What the time of a record is corrected by. */
export const clockOf = (item: GateItem, bundleIssuedAt: string, at: Date) => ({
	tDevice: new Date(item.tDevice).toISOString(),
	offset: item.offset,
	bundleIssuedAt,
	receivedAt: at.toISOString()
});

/** A taking back whose showing has not arrived yet. */
export const WAITS = 'waits';

async function revOf(batch: Batch): Promise<number> {
	batch.rev ??= await nextRev(batch.context.tx, batch.conferenceId);
	return batch.rev;
}

/** Puts together anew what all gates saw of a person at a checkpoint. */
export async function touch(batch: Batch, checkpointId: string, personId: string | null): Promise<void> {
	if (personId === null || !batch.view.checkpoints.some(({ id }) => id === checkpointId)) return;
	const place = { conferenceId: batch.conferenceId, checkpointId, personId };
	const { presence } = await mergePerson(batch.context, place, batch.view.checkpoints, await revOf(batch));
	batch.view.learn(checkpointId, personId, presence);
}

/** What every stored record says, of whatever kind. */
export function storedFacts(batch: Batch, item: GateItem) {
	const operator = batch.operators.get(item.operatorId);
	return {
		id: item.id,
		conferenceId: batch.conferenceId,
		deviceId: batch.deviceId,
		seq: item.seq,
		kind: item.kind,
		gate: batch.gate.name,
		gateGroup: batch.gate.group,
		operatorId: item.operatorId,
		operatorName: operator?.name ?? '',
		tDevice: new Date(item.tDevice),
		offsetMs: item.offset?.offsetMs ?? null,
		roundTripMs: item.offset?.roundTripMs ?? null,
		receivedAt: batch.context.at,
		payloadHash: payloadHash(item)
	};
}

/** A record of this batch is stored: its number is taken. */
export function keep(batch: Batch, row: StoredScan): void {
	batch.known.set(row.id, row);
	if (row.seq !== null) batch.seqs.add(row.seq);
}

/** Whose records they are. A tablet never changes its gate: it is paired anew and is another one. */
export interface RecordingTablet {
	readonly deviceId: string;
	readonly gateId: string;
	readonly conferenceId: string;
}

/** Reads once what all records of a batch need. */
export async function batchOf(
	context: Context,
	{ deviceId, gateId, conferenceId }: RecordingTablet,
	items: readonly GateItem[]
): Promise<Batch> {
	const { tx } = context;
	const gate = await tx.gate.findUniqueOrThrow({ where: { id: gateId } });
	const scans = items.filter((item) => item.kind === 'scan');
	const ids = [...new Set(items.map(({ operatorId }) => operatorId))];
	const operators = await tx.gateOperator.findMany({ where: { conferenceId, id: { in: ids } } });
	const isNamed = {
		OR: [{ id: { in: items.map(({ id }) => id) } }, { deviceId, seq: { in: items.map(({ seq }) => seq) } }]
	};
	const known = await tx.scan.findMany({ where: isNamed });
	const waiting = await tx.scan.findMany({
		where: { deviceId, code: WAITS, voids: { in: scans.map(({ id }) => id) } }
	});
	return {
		context,
		conferenceId,
		deviceId,
		known: new Map(known.map((row) => [row.id, row])),
		seqs: new Set(known.flatMap((row) => (row.deviceId === deviceId && row.seq !== null ? [row.seq] : []))),
		gate: { name: gate.name, group: gate.group ?? gate.id },
		view: await serverView(tx, conferenceId, scans),
		scans,
		operators: new Map(operators.map((one) => [one.id, one as Operator])),
		shifts: await tx.gateShift.findMany({ where: { deviceId, operatorId: { in: ids } } }),
		waiting: new Map(waiting.map((row) => [row.voids!, row])),
		rev: null
	};
}
