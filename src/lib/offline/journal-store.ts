import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { SeatView } from '#lib/live/judge-protocol.ts';
import type { Entry, Outcome } from './journal.ts';
import type { Letter } from './letter.ts';
import type { PinCheck } from './pin-check.ts';
import { makeLog, writtenLog } from './written-log.ts';

type Unnumbered<E> = E extends Entry ? Omit<E, 'seq'> : never;
/** An entry before the tablet's sequence has numbered it. */
export type NewEntry = Unnumbered<Entry>;

/** What was last seen, so that the screen is there when the network is not. */
export interface Kept {
	view: { readonly deviceId: string; readonly view: SeatView };
	pin: PinCheck;
	/** What this tablet has shown as codes, newest last: a receipt is held against it. */
	sealed: readonly { readonly letter: string; readonly sealKey: string; readonly ids: readonly string[] }[];
}

interface JudgeDatabase extends DBSchema {
	entries: { key: number; value: Entry };
	outcomes: { key: string; value: Outcome };
	kept: { key: string; value: Kept[keyof Kept] };
	letters: { key: string; value: Letter };
}

export interface JournalStore {
	/** Everything ever written on this tablet. */
	all(): Promise<{ entries: Entry[]; outcomes: Outcome[] }>;
	/** Resolves once it is on the disk; the sequence goes on after a reload and over all tabs. */
	write(entry: NewEntry): Promise<Entry>;
	settle(outcomes: readonly Outcome[]): Promise<void>;
	/** Forgets what was given for a seat and has an outcome: only for a round whose result is published. */
	trim(seatId: string): Promise<void>;
	/** What other tablets handed over to this one, oldest first. */
	letters(): Promise<Letter[]>;
	/** Resolves once it is on the disk. */
	keepLetter(letter: Letter): Promise<void>;
	dropLetter(id: string): Promise<void>;
	keep<Name extends keyof Kept>(name: Name, value: Kept[Name]): Promise<void>;
	kept<Name extends keyof Kept>(name: Name): Promise<Kept[Name] | undefined>;
}

// A crash must not take back what the screen has called "on this tablet".
const STRICT = { durability: 'strict' } as const;

function storeOn(database: IDBPDatabase<JudgeDatabase>): JournalStore {
	const log = writtenLog<Entry, Outcome>(database as unknown as IDBPDatabase);
	return {
		all: log.all,
		write: async (entry) => (await log.write([entry]))[0]!,
		settle: log.settle,
		async trim(seatId) {
			const { entries, outcomes } = await log.all();
			const ended = new Set(outcomes.map(({ id }) => id));
			await log.forget(entries.filter(({ id, seatId: given }) => given === seatId && ended.has(id)));
		},
		letters: async () => (await database.getAll('letters')).toSorted((a, b) => a.receivedAt - b.receivedAt),
		async keepLetter(letter) {
			const transaction = database.transaction('letters', 'readwrite', STRICT);
			void transaction.store.put(letter);
			await transaction.done;
		},
		dropLetter: (id) => database.delete('letters', id),
		keep: async (name, value) => void (await database.put('kept', value, name)),
		kept: async (name) => (await database.get('kept', name)) as Kept[typeof name] | undefined
	};
}

/** Opens the tablet's journal in IndexedDB. Throws where the browser allows none. */
export async function openJournal(): Promise<JournalStore> {
	const database = await openDB<JudgeDatabase>('kheo-judge', 2, {
		upgrade(opened, from) {
			if (from < 1) {
				makeLog(opened as unknown as IDBPDatabase);
				opened.createObjectStore('kept');
			}
			opened.createObjectStore('letters', { keyPath: 'id' });
		},
		// A page of an older version must not hold up a newer one; its journal is on the disk.
		blocking: (_from, _to, event) => (event.target as IDBDatabase).close()
	});
	// Without it a browser may clear the journal when the disk is full.
	await navigator.storage?.persist?.().catch(() => false);
	return storeOn(database);
}
