import * as v from 'valibot';
import { correctedTime } from '#lib/domain/admission/corrected-time.ts';
import { decide, type Verdict } from '#lib/domain/admission/decide.ts';
import { mayAtGate, mayUndo, type GateAct, type GateRole } from '#lib/domain/admission/gate-rights.ts';
import { doesCount } from '#lib/domain/admission/verdict.ts';
import {
	GateItemSchema,
	SCANS_AT_ONCE,
	type BindItem,
	type GateItem,
	type ScanItem,
	type ScanResult,
	type VoidItem
} from '#lib/live/gate-protocol.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { nobodyWith } from './adopt-scans.ts';
import { bindAtGate } from './bind-at-gate.ts';
import { tabletGateScope } from './gate-scope.ts';
import {
	batchOf,
	clockOf,
	keep,
	payloadHash,
	storedFacts,
	touch,
	WAITS,
	type Answer,
	type Batch,
	type RecordingTablet
} from './scan-batch.ts';
import { atOf, type StoredScan } from './scan-record.ts';
import { serverView } from './server-view.ts';

/** A clock may be this far off before a showing lies outside of its operator's shift. */
const SHIFT_SLACK_MS = 2 * 60_000;

/** What a supervisor should look at: a showing whose operator had no right to it, or was not on shift there. It counts all the same. */
function flagOf(batch: Batch, item: ScanItem, atMs: number): string | null {
	const operator = batch.operators.get(item.operatorId);
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
	const { context, view } = batch;
	const { tx, at } = context;
	const checkpoint = view.checkpoints.find(({ id }) => id === item.checkpointId);
	if (!checkpoint) return { id: item.id, status: 'invalid' };
	const time = correctedTime(clockOf(item, item.bundleIssuedAt, at));
	const then = item.offline ? new Date(time.atMs) : at;
	const verdict = decide(view, checkpoint, item.what, then, item.direction);
	const role = batch.operators.get(item.operatorId)?.role ?? 'steward';
	// The tablet's word for a right is worth nothing: without the right it was an ordinary showing.
	const overridden = item.override !== null && mayAtGate(role, 'override') && !doesCount(verdict.code);
	const answer: Answer = { code: verdict.code, facts: verdict.facts, overridden };
	const early = batch.waiting.get(item.id);
	const personId = personOf(verdict);
	const scan = await tx.scan.create({
		data: {
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
		}
	});
	keep(batch, scan);
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
	await batch.context.tx.scan.update({ where: { id: early.id }, data: { code } });
}

async function storeVoid(batch: Batch, item: VoidItem): Promise<ScanResult> {
	const { tx, at } = batch.context;
	const scan = await tx.scan.findUnique({ where: { id: item.scanId } });
	// The showing may still be on its way: the same tablet made both.
	const isEarly = scan === null;
	const isOurs = scan?.conferenceId === batch.conferenceId && scan.kind === 'scan';
	const role = batch.operators.get(item.operatorId)?.role ?? 'steward';
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
	const row = await tx.scan.create({
		data: {
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
		}
	});
	keep(batch, row);
	if (isEarly) {
		batch.waiting.set(item.scanId, row);
		return { id: item.id, status: 'stored', ...answer };
	}
	if (may !== 'may') return { id: item.id, status: 'void_refused', code: may };
	await touch(batch, scan!.checkpointId, scan!.personId);
	return { id: item.id, status: 'stored', ...answer };
}

/** A badge that was given out cannot be un-given: what contradicts it is kept and told. */
async function storeBind(batch: Batch, item: BindItem): Promise<ScanResult> {
	const { context, conferenceId } = batch;
	const operator = batch.operators.get(item.operatorId);
	const code = await bindAtGate(context, {
		conferenceId,
		item,
		boundAt: new Date(correctedTime(clockOf(item, new Date(0).toISOString(), context.at)).atMs),
		mayBind: operator !== undefined && mayAtGate(operator.role, 'bind-temporary-badge'),
		boundName: operator?.name ?? ''
	});
	const answer: Answer = { code: 'BOUND', facts: {}, overridden: false };
	const row = await context.tx.scan.create({
		data: {
			...storedFacts(batch, item),
			...{ checkpointId: '', direction: '', method: 'manual', bundleRev: 0, localCode: '' },
			...{ credential: item.credential, delegateId: item.delegateId, reason: item.guest?.fullName ?? null },
			...{ isOffline: true, bundleIssuedAt: context.at, code, answer: JSON.stringify(answer) }
		}
	});
	keep(batch, row);
	if (code !== 'BOUND') return { id: item.id, status: 'bind_refused', code };
	// Whoever shows it next in this batch shows a badge of somebody.
	batch.view = await serverView(context.tx, conferenceId, batch.scans);
	return { id: item.id, status: 'stored', ...answer };
}

/** The same record once more: its first answer. If it tells now what people saw, that is kept, once. */
async function replayed(batch: Batch, known: StoredScan, item: GateItem): Promise<ScanResult> {
	if (known.deviceId !== batch.deviceId || known.payloadHash !== payloadHash(item))
		return { id: item.id, status: 'id_reuse' };
	if (item.kind === 'scan' && item.seen !== null && known.shown === null) {
		const data = { shown: item.seen, isOffline: item.offline };
		keep(batch, await batch.context.tx.scan.update({ where: { id: known.id }, data }));
		await touch(batch, known.checkpointId, known.personId);
	}
	// The page ended before anybody saw what the server had answered.
	const brokeOff = item.kind === 'scan' && item.seen === null && item.offline;
	if (brokeOff && known.shown === null && !known.isOffline) {
		const data = { isOffline: true };
		keep(batch, await batch.context.tx.scan.update({ where: { id: known.id }, data }));
		await touch(batch, known.checkpointId, known.personId);
	}
	if (known.kind === 'void' && known.code !== 'VOIDED' && known.code !== WAITS)
		return { id: item.id, status: 'void_refused', code: known.code };
	if (known.kind === 'bind' && known.code !== 'BOUND')
		return { id: item.id, status: 'bind_refused', code: known.code };
	return { id: item.id, status: 'replay', ...(JSON.parse(known.answer) as Answer) };
}

async function stored(batch: Batch, item: GateItem): Promise<ScanResult> {
	const known = batch.known.get(item.id);
	if (known) return replayed(batch, known, item);
	if (batch.seqs.has(item.seq)) return { id: item.id, status: 'id_reuse' };
	if (item.kind === 'bind') return storeBind(batch, item);
	return item.kind === 'scan' ? storeScan(batch, item) : storeVoid(batch, item);
}

const idOf = (raw: unknown): string | null => {
	const id = (raw as { id?: unknown } | null)?.id;
	return typeof id === 'string' ? id.slice(0, 80) : null;
};

const WRITTEN: readonly ScanResult['status'][] = ['stored', 'void_refused', 'bind_refused'];

/** Stores records of one tablet, each for itself, whoever hands them in. */
export async function recorded(
	context: Context,
	tablet: RecordingTablet,
	items: readonly unknown[]
): Promise<{ readonly results: ScanResult[] }> {
	const parsed = items.map((raw) => v.safeParse(GateItemSchema, raw));
	const good = parsed.flatMap((one) => (one.success ? [one.output] : []));
	const batch = await batchOf(context, tablet, good);
	const results: ScanResult[] = [];
	for (const [index, one] of parsed.entries()) {
		results.push(
			one.success ? await stored(batch, one.output) : { id: idOf(items[index]), status: 'invalid' }
		);
	}
	const written = results.filter(({ status }) => WRITTEN.includes(status));
	if (written.length > 0) {
		context.audit({
			subjectKind: 'gate-device',
			subjectId: batch.deviceId,
			after: { scans: written.map((result) => [result.id, 'code' in result ? result.code : null]) }
		});
	}
	if (batch.rev !== null) context.publish({ kind: 'presence.changed', conferenceId: batch.conferenceId });
	return { results };
}

/**
 * Stores what a gate wrote down, each record for itself: one that is broken does not hold up the others. Never refuses what
 * has already happened, but classifies it; a record that is there already is answered as it was the first time.
 */
export const recordScans = command({
	action: 'gate.scan',
	input: v.object({ items: v.pipe(v.array(v.unknown()), v.maxLength(SCANS_AT_ONCE)) }),
	scope: (tx, _input, actor) => tabletGateScope(tx, actor),
	run(context, { items }) {
		return recorded(context, context.actor as Extract<typeof context.actor, { kind: 'gate' }>, items);
	}
});
