import * as v from 'valibot';
import { GateItemSchema, SCANS_AT_ONCE, type GateItem, type ScanResult } from '#lib/live/gate-protocol.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { tabletGateScope } from './gate-scope.ts';
import type { Batch } from './scan-batch.ts';
import { openBook, type RecordingTablet, type ScanBook } from './scan-book.ts';
import { stored } from './store-record.ts';

const idOf = (raw: unknown): string | null => {
	const id = (raw as { id?: unknown } | null)?.id;
	return typeof id === 'string' ? id.slice(0, 80) : null;
};

const WRITTEN: readonly ScanResult['status'][] = ['stored', 'void_refused', 'bind_refused'];

/** What one tablet hands in, in the transaction of its context. */
export interface HandedIn {
	readonly context: Context;
	readonly tablet: RecordingTablet;
	readonly items: readonly unknown[];
}

/** What became of each of them, in the order in which they were handed in. */
export interface Recorded {
	readonly results: readonly ScanResult[];
}

interface Entry {
	readonly from: HandedIn;
	readonly item: GateItem;
	readonly results: ScanResult[];
	readonly place: number;
}

/** One after another, in runs that one book can hold: giving a badge to somebody changes what the book was opened with. */
function runsOf(entries: readonly Entry[]): Entry[][] {
	const runs: Entry[][] = [];
	let isOpen = false;
	for (const entry of entries) {
		const isAlone = entry.item.kind === 'bind';
		if (isOpen && !isAlone) runs.at(-1)!.push(entry);
		else runs.push([entry]);
		isOpen = !isAlone;
	}
	return runs;
}

function batchOf(book: ScanBook, { context, tablet }: HandedIn, touched: () => void): Batch {
	const { deviceId, gateId, conferenceId } = tablet;
	return {
		...{ context, deviceId, gateId, conferenceId, book, touched },
		gate: book.gates.get(gateId)!,
		view: book.views.get(conferenceId)!,
		shifts: book.shifts.filter((shift) => shift.deviceId === deviceId),
		operator(id) {
			const known = book.operators.get(id);
			return known?.conferenceId === conferenceId ? known : null;
		}
	};
}

/** Stores records of one tablet or several in one transaction, each for itself, whoever hands them in. */
export async function recorded(tx: Tx, handed: readonly HandedIn[]): Promise<Recorded[]> {
	const touched = new Set<HandedIn>();
	const all = handed.map(({ items }) =>
		items.map((raw): ScanResult => ({ id: idOf(raw), status: 'invalid' }))
	);
	const entries = handed.flatMap((from, index) =>
		from.items.flatMap((raw, place): Entry[] => {
			const read = v.safeParse(GateItemSchema, raw);
			return read.success ? [{ from, item: read.output, results: all[index]!, place }] : [];
		})
	);
	for (const run of runsOf(entries)) {
		const book = await openBook(
			tx,
			run.map(({ from: { tablet }, item }) => ({ tablet, item }))
		);
		const batches = new Map<HandedIn, Batch>();
		for (const { from, item, results, place } of run) {
			const batch = batches.get(from) ?? batchOf(book, from, () => void touched.add(from));
			batches.set(from, batch);
			results[place] = await stored(batch, item);
		}
		await book.write();
	}
	return handed.map((from, index) => {
		const { context, tablet } = from;
		const results = all[index]!;
		const written = results.filter(({ status }) => WRITTEN.includes(status));
		if (written.length > 0) {
			context.audit({
				subjectKind: 'gate-device',
				subjectId: tablet.deviceId,
				after: { scans: written.map((result) => [result.id, 'code' in result ? result.code : null]) }
			});
		}
		if (touched.has(from)) context.publish({ kind: 'presence.changed', conferenceId: tablet.conferenceId });
		return { results };
	});
}

/**
 * Stores what a gate wrote down, each record for itself: one that is broken does not hold up the others. Never refuses what
 * has already happened, but classifies it; a record that is there already is answered as it was the first time.
 */
export const recordScans = command({
	action: 'gate.scan',
	input: v.object({ items: v.pipe(v.array(v.unknown()), v.maxLength(SCANS_AT_ONCE)) }),
	scope: (tx, _input, actor) => tabletGateScope(tx, actor),
	async run(context, { items }) {
		const tablet = context.actor as Extract<typeof context.actor, { kind: 'gate' }>;
		const [only] = await recorded(context.tx, [{ context, tablet, items }]);
		return only!;
	}
});
