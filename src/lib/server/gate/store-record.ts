import { correctedTime } from '#lib/domain/admission/corrected-time.ts';
import { decide, type Verdict } from '#lib/domain/admission/decide.ts';
import { mayAtGate, mayUndo, type GateAct, type GateRole } from '#lib/domain/admission/gate-rights.ts';
import { doesCount } from '#lib/domain/admission/verdict.ts';
import type { BindItem, GateItem, ScanItem, ScanResult, VoidItem } from '#lib/live/gate-protocol.ts';
import { nobodyWith } from './adopt-scans.ts';
import { bindAtGate } from './bind-at-gate.ts';
import { clockOf, payloadHash, storedFacts, touch, type Answer, type Batch } from './scan-batch.ts';
import { WAITS } from './scan-book.ts';
import { atOf, type SCAN_FLAGS, type StoredScan } from './scan-record.ts';

/** A clock may be this far off before a showing lies outside of its operator's shift. */
const SHIFT_SLACK_MS = 2 * 60_000;

/** What a supervisor should look at: a showing whose operator had no right to it, or was not on shift there. It counts all the same. */
function flagOf(batch: Batch, item: ScanItem, atMs: number): (typeof SCAN_FLAGS)[number] | null {
	const operator = batch.operator(item.operatorId);
	if (!operator) return 'unknown_operator';
	const needed: readonly (GateAct | null)[] = [
		item.what.kind === 'delegate' ? (item.method === 'group' ? 'admit-group' : 'admit-by-hand') : null,
		item.override === null ? null : 'override'
	];
	if (needed.some((act) => act !== null && !mayAtGate(operator.role, act))) return 'no_right';
	const wasOnShift = batch.shifts.some(
		({ operatorId, since, until }) =>
			operatorId === item.operatorId &&
			since.getTime() - SHIFT_SLACK_MS <= atMs &&
			(until === null || atMs <= until.getTime() + SHIFT_SLACK_MS)
	);
	return wasOnShift ? null : 'no_shift';
}

/** Whose passage a showing is. A good badge without anybody bound to it counts as a person of its own once it was let in. */
function personOf({ facts, code }: Verdict): string | null {
	if (facts.delegate) return facts.delegate.personId;
	return code === 'UNLISTED' && facts.credential ? nobodyWith(facts.credential) : null;
}

async function storeScan(batch: Batch, item: ScanItem): Promise<ScanResult> {
	const { view, book } = batch;
	const { at } = batch.context;
	const checkpoint = view.checkpoints.find(({ id }) => id === item.checkpointId);
	if (!checkpoint) return { id: item.id, status: 'invalid' };
	const time = correctedTime(clockOf(item, item.bundleIssuedAt, at));
	const then = item.offline ? new Date(time.atMs) : at;
	const verdict = decide(view, checkpoint, item.what, then, item.direction);
	const role = batch.operator(item.operatorId)?.role ?? 'steward';
	// The tablet's word for a right is worth nothing: without the right it was an ordinary showing.
	const overridden = item.override !== null && mayAtGate(role, 'override') && !doesCount(verdict.code);
	const answer: Answer = { code: verdict.code, facts: verdict.facts, overridden };
	const early = book.waiting(batch.deviceId, item.id);
	const personId = personOf(verdict);
	const scan: StoredScan = {
		...storedFacts(batch, item),
		flag: flagOf(batch, item, time.atMs),
		checkpointId: item.checkpointId,
		direction: item.direction,
		credential: verdict.facts.credential ?? null,
		delegateId: verdict.facts.delegate?.delegateId ?? null,
		personId,
		method: item.method,
		bundleRev: item.bundleRev,
		isOffline: item.offline,
		localCode: item.localCode,
		shown: item.seen,
		overrideReason: overridden ? item.override : null,
		bundleIssuedAt: new Date(item.bundleIssuedAt),
		code: verdict.code,
		answer: JSON.stringify(answer)
	};
	book.add(scan);
	if (early) await settleEarlyVoid(batch, early, scan);
	// Who was turned away changes nothing of what all gates know: a badge shown a thousand times is put together once.
	const shown = item.seen ?? (item.offline ? null : verdict.code);
	if (overridden || doesCount(shown ?? item.localCode)) await touch(batch, item.checkpointId, personId);
	return { id: item.id, status: 'stored', ...answer };
}

/** A taking back that came before its showing takes it back now, if it may. */
async function settleEarlyVoid(batch: Batch, early: StoredScan, scan: StoredScan): Promise<void> {
	const role = (await batch.context.tx.gateOperator.findUnique({ where: { id: early.operatorId } }))?.role;
	const may = mayUndo(
		{ role: (role ?? 'steward') as GateRole, operatorId: early.operatorId },
		{ operatorId: scan.operatorId, atMs: atOf(scan) },
		atOf({ ...early, bundleIssuedAt: scan.bundleIssuedAt }),
		early.reason ?? ''
	);
	const code = may === 'may' ? 'VOIDED' : may;
	batch.book.change(early, { code });
}

async function storeVoid(batch: Batch, item: VoidItem): Promise<ScanResult> {
	const { book } = batch;
	const { at } = batch.context;
	const scan = book.known(item.scanId);
	// The showing may still be on its way: the same tablet made both.
	const isEarly = scan === null;
	const isOurs = scan?.conferenceId === batch.conferenceId && scan.kind === 'scan';
	const role = batch.operator(item.operatorId)?.role ?? 'steward';
	const now = correctedTime(clockOf(item, (scan?.bundleIssuedAt ?? at).toISOString(), at)).atMs;
	const may = isOurs
		? mayUndo(
				{ role, operatorId: item.operatorId },
				{ operatorId: scan.operatorId, atMs: atOf(scan) },
				now,
				item.reason
			)
		: 'not_found';
	const answer: Answer = { code: 'VOIDED', facts: {}, overridden: false };
	book.add({
		...storedFacts(batch, item),
		checkpointId: scan?.checkpointId ?? '',
		direction: '',
		method: 'manual',
		bundleRev: 0,
		isOffline: false,
		localCode: '',
		bundleIssuedAt: at,
		// Kept even where it takes nothing back, so that no number is missing.
		code: isEarly ? WAITS : may === 'may' ? 'VOIDED' : may,
		answer: JSON.stringify(answer),
		voids: isOurs || isEarly ? item.scanId : null,
		reason: item.reason
	});
	if (isEarly) return { id: item.id, status: 'stored', ...answer };
	if (may !== 'may') return { id: item.id, status: 'void_refused', code: may };
	await touch(batch, scan!.checkpointId, scan!.personId);
	return { id: item.id, status: 'stored', ...answer };
}

/** A badge that was given out cannot be un-given: what contradicts it is kept and told. */
async function storeBind(batch: Batch, item: BindItem): Promise<ScanResult> {
	const { context, conferenceId } = batch;
	const operator = batch.operator(item.operatorId);
	const code = await bindAtGate(context, {
		conferenceId,
		item,
		boundAt: new Date(correctedTime(clockOf(item, new Date(0).toISOString(), context.at)).atMs),
		mayBind: operator !== null && mayAtGate(operator.role, 'bind-temporary-badge'),
		boundName: operator?.name ?? ''
	});
	const answer: Answer = { code: 'BOUND', facts: {}, overridden: false };
	batch.book.add({
		...storedFacts(batch, item),
		...{ checkpointId: '', direction: '', method: 'manual', bundleRev: 0, localCode: '' },
		...{ credential: item.credential, delegateId: item.delegateId, reason: item.guest?.fullName ?? null },
		...{ isOffline: true, bundleIssuedAt: context.at, code, answer: JSON.stringify(answer) }
	});
	if (code !== 'BOUND') return { id: item.id, status: 'bind_refused', code };
	return { id: item.id, status: 'stored', ...answer };
}

/** The same record once more: its first answer. If it tells now what people saw, that is kept, once. */
async function replayed(batch: Batch, known: StoredScan, item: GateItem): Promise<ScanResult> {
	if (known.deviceId !== batch.deviceId || known.payloadHash !== payloadHash(item))
		return { id: item.id, status: 'id_reuse' };
	if (item.kind === 'scan' && item.seen !== null && known.shown === null) {
		batch.book.change(known, { shown: item.seen, isOffline: item.offline });
		await touch(batch, known.checkpointId, known.personId);
	}
	// The page ended before anybody saw what the server had answered.
	const brokeOff = item.kind === 'scan' && item.seen === null && item.offline;
	if (brokeOff && known.shown === null && !known.isOffline) {
		batch.book.change(known, { isOffline: true });
		await touch(batch, known.checkpointId, known.personId);
	}
	if (known.kind === 'void' && known.code !== 'VOIDED' && known.code !== WAITS)
		return { id: item.id, status: 'void_refused', code: known.code };
	if (known.kind === 'bind' && known.code !== 'BOUND')
		return { id: item.id, status: 'bind_refused', code: known.code };
	return { id: item.id, status: 'replay', ...(JSON.parse(known.answer) as Answer) };
}

/** Stores one record, and answers what became of it. */
export async function stored(batch: Batch, item: GateItem): Promise<ScanResult> {
	const known = batch.book.known(item.id);
	if (known) return replayed(batch, known, item);
	if (batch.book.isTaken(batch.deviceId, item.seq)) return { id: item.id, status: 'id_reuse' };
	if (item.kind === 'bind') return storeBind(batch, item);
	return item.kind === 'scan' ? storeScan(batch, item) : storeVoid(batch, item);
}
