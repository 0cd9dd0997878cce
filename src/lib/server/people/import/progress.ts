import type { Tx } from '#lib/server/db/client.ts';

/** No piece takes so long: where nothing was written for longer and nobody said that it ended, the process has died. */
export const SILENT_MS = 60_000;

/**
 * written: all of it · writing · undoing · interrupted: the process that wrote it died · stopped: somebody stopped it, or
 * something came between · partly: some of it is taken back · undone
 */
export type ImportState = 'written' | 'writing' | 'undoing' | 'interrupted' | 'stopped' | 'partly' | 'undone';

export interface HeadRow {
	readonly created: number;
	readonly changed: number;
	readonly planned: number | null;
	readonly wroteAt: Date | null;
	readonly endedAt: Date | null;
	readonly undoneAt: Date | null;
}

export interface ImportProgress {
	readonly state: ImportState;
	readonly done: number;
	readonly total: number;
}

/** How far an import is, from what is stored of it: any process can say, also after a restart. */
export function progressOf(head: HeadRow, takenBack: number, now: Date): ImportProgress {
	const written = head.created + head.changed;
	const total = head.planned ?? written;
	const isFresh = head.wroteAt !== null && now.getTime() - head.wroteAt.getTime() < SILENT_MS;
	if (head.undoneAt) return { state: 'undone', done: written, total: written };
	if (takenBack > 0) return { state: isFresh ? 'undoing' : 'partly', done: takenBack, total: written };
	if (written >= total) return { state: 'written', done: written, total };
	if (head.endedAt) return { state: 'stopped', done: written, total };
	return { state: isFresh ? 'writing' : 'interrupted', done: written, total };
}

/** Lines that were taken back, by the import that they are of. */
export async function takenBack(read: Tx, headIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
	const parts = await read.importBatch.groupBy({
		by: ['partOf'],
		where: { partOf: { in: [...headIds] }, undoneAt: { not: null } },
		_sum: { created: true, changed: true }
	});
	return new Map(parts.map(({ partOf, _sum }) => [partOf!, (_sum.created ?? 0) + (_sum.changed ?? 0)]));
}

/** The newest import of a staged list, or the import with this id, where it is this account's or `everywhere`. */
export async function importOf(read: Tx, id: string, accountId: string | null) {
	const head = await read.importBatch.findFirst({
		where: { partOf: null, OR: [{ id }, { listId: id }], ...(accountId !== null && { accountId }) },
		omit: { effects: true },
		orderBy: { createdAt: 'desc' }
	});
	if (!head) return null;
	const back = (await takenBack(read, [head.id])).get(head.id) ?? 0;
	return { ...head, progress: progressOf(head, back, new Date()) };
}
