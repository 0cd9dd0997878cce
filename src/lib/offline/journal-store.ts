import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { SeatView } from '#lib/live/judge-protocol.ts';
import type { Entry, Outcome } from './journal.ts';
import type { PinCheck } from './pin-check.ts';

type Unnumbered<E> = E extends Entry ? Omit<E, 'seq'> : never;
/** An entry before the tablet's sequence has numbered it. */
export type NewEntry = Unnumbered<Entry>;

/** What was last seen, so that the screen is there when the network is not. */
export interface Kept {
	view: { readonly deviceId: string; readonly view: SeatView };
	pin: PinCheck;
}

interface JudgeDatabase extends DBSchema {
	entries: { key: number; value: Entry };
	outcomes: { key: string; value: Outcome };
	kept: { key: string; value: Kept[keyof Kept] };
}

export interface JournalStore {
	/** Everything ever written on this tablet. */
	all(): Promise<{ entries: Entry[]; outcomes: Outcome[] }>;
	/** Resolves once it is on the disk; the sequence goes on after a reload and over all tabs. */
	write(entry: NewEntry): Promise<Entry>;
	settle(outcomes: readonly Outcome[]): Promise<void>;
	keep<Name extends keyof Kept>(name: Name, value: Kept[Name]): Promise<void>;
	kept<Name extends keyof Kept>(name: Name): Promise<Kept[Name] | undefined>;
}

// A crash must not take back what the screen has called "on this tablet".
const STRICT = { durability: 'strict' } as const;

function storeOn(database: IDBPDatabase<JudgeDatabase>): JournalStore {
	return {
		async all() {
			const [entries, outcomes] = await Promise.all([
				database.getAll('entries'),
				database.getAll('outcomes')
			]);
			return { entries, outcomes };
		},
		async write(entry) {
			const transaction = database.transaction('entries', 'readwrite', STRICT);
			const seq = await transaction.store.add(entry as Entry);
			await transaction.done;
			return { ...entry, seq } as Entry;
		},
		async settle(outcomes) {
			const transaction = database.transaction('outcomes', 'readwrite', STRICT);
			for (const outcome of outcomes) void transaction.store.put(outcome);
			await transaction.done;
		},
		keep: async (name, value) => void (await database.put('kept', value, name)),
		kept: async (name) => (await database.get('kept', name)) as Kept[typeof name] | undefined
	};
}

/** Opens the tablet's journal in IndexedDB. Throws where the browser allows none. */
export async function openJournal(): Promise<JournalStore> {
	const database = await openDB<JudgeDatabase>('kheo-judge', 1, {
		upgrade(fresh) {
			fresh.createObjectStore('entries', { keyPath: 'seq', autoIncrement: true });
			fresh.createObjectStore('outcomes', { keyPath: 'id' });
			fresh.createObjectStore('kept');
		}
	});
	// Without it a browser may clear the journal when the disk is full.
	await navigator.storage?.persist?.().catch(() => false);
	return storeOn(database);
}
