import { createHash } from 'node:crypto';
import type { VerdictFacts } from '#lib/domain/admission/decide.ts';
import type { VerdictCode } from '#lib/domain/admission/verdict.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import type { GateItem, ScanItem } from '#lib/live/gate-protocol.ts';
import type { Context } from '#lib/server/command/command.ts';
import type { Operator, RecordingTablet, ScanBook, Shift } from './scan-book.ts';
import type { StoredScan } from './scan-record.ts';
import type { ServerView } from './server-view.ts';

/** What the records of one tablet are stored with. */
export interface Batch extends RecordingTablet {
	readonly context: Context;
	readonly gate: { readonly name: string; readonly group: string };
	readonly view: ServerView;
	/** Who worked at this tablet, and when. */
	readonly shifts: readonly Shift[];
	/** Shared with the other tablets of the transaction. */
	readonly book: ScanBook;
	operator(id: string): Operator | null;
	/** Something of what all gates know has changed. */
	touched(): void;
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

/** Puts together anew what all gates saw of a person at a checkpoint. */
export async function touch(batch: Batch, checkpointId: string, personId: string | null): Promise<void> {
	const { book, context, conferenceId, view } = batch;
	if (personId === null || !view.checkpoints.some(({ id }) => id === checkpointId)) return;
	const place = { conferenceId, checkpointId, personId };
	view.learn(checkpointId, personId, await book.places.merge(context, place, view.checkpoints));
	batch.touched();
}

/** What every stored record says, of whatever kind. What a kind does not know is null. */
export function storedFacts(batch: Batch, item: GateItem) {
	const unknown = {
		credential: null,
		delegateId: null,
		personId: null,
		shown: null,
		overrideReason: null,
		flag: null,
		flagSeenBy: null,
		voids: null,
		reason: null
	};
	return {
		...unknown,
		id: item.id,
		conferenceId: batch.conferenceId,
		deviceId: batch.deviceId,
		seq: item.seq,
		kind: item.kind,
		gate: batch.gate.name,
		gateGroup: batch.gate.group,
		operatorId: item.operatorId,
		operatorName: batch.operator(item.operatorId)?.name ?? '',
		tDevice: new Date(item.tDevice),
		offsetMs: item.offset?.offsetMs ?? null,
		roundTripMs: item.offset?.roundTripMs ?? null,
		receivedAt: batch.context.at,
		payloadHash: payloadHash(item)
	} satisfies Partial<StoredScan>;
}
