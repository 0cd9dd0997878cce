import type { IDBPDatabase } from 'idb';

// A crash must not take back what the screen has called "on this tablet".
const STRICT = { durability: 'strict' } as const;

interface Written {
	readonly seq: number;
	readonly id: string;
}

/** What was done on a tablet, in its order, and how it ended: stores `entries` (by `seq`) and `outcomes` (by `id`) of a database. */
export interface WrittenLog<Entry extends Written, Outcome extends { readonly id: string }> {
	/** Everything that is there. */
	all(): Promise<{ entries: Entry[]; outcomes: Outcome[] }>;
	/** Resolves once all of them are on the disk, or none is; the sequence goes on after a reload and over all tabs. */
	write<New extends Omit<Entry, 'seq'>>(entries: readonly New[]): Promise<Entry[]>;
	/** Resolves once it is on the disk. */
	settle(outcomes: readonly Outcome[]): Promise<void>;
	/** Forgets these entries with their outcomes. */
	forget(entries: readonly Written[]): Promise<void>;
}

/** Makes the stores of a log, in a database that is being upgraded. */
export function makeLog(database: Pick<IDBPDatabase, 'createObjectStore'>): void {
	database.createObjectStore('entries', { keyPath: 'seq', autoIncrement: true });
	database.createObjectStore('outcomes', { keyPath: 'id' });
}

export function writtenLog<Entry extends Written, Outcome extends { readonly id: string }>(
	database: IDBPDatabase
): WrittenLog<Entry, Outcome> {
	return {
		async all() {
			const [entries, outcomes] = await Promise.all([
				database.getAll('entries') as Promise<Entry[]>,
				database.getAll('outcomes') as Promise<Outcome[]>
			]);
			return { entries, outcomes };
		},
		async write(entries) {
			const transaction = database.transaction('entries', 'readwrite', STRICT);
			const seqs = await Promise.all(entries.map((entry) => transaction.store.add(entry)));
			await transaction.done;
			return entries.map((entry, at) => ({ ...entry, seq: seqs[at] as number }) as unknown as Entry);
		},
		async settle(outcomes) {
			const transaction = database.transaction('outcomes', 'readwrite', STRICT);
			for (const outcome of outcomes) void transaction.store.put(outcome);
			await transaction.done;
		},
		async forget(entries) {
			const transaction = database.transaction(['entries', 'outcomes'], 'readwrite', STRICT);
			for (const { seq, id } of entries) {
				void transaction.objectStore('entries').delete(seq);
				void transaction.objectStore('outcomes').delete(id);
			}
			await transaction.done;
		}
	};
}
