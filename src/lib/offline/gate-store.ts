import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { GateBundle } from '#lib/domain/admission/bundle.ts';
import type { OwnPassage } from '#lib/domain/admission/gate-view.ts';
import type { Direction, Sighting } from '#lib/domain/admission/presence.ts';
import type { VerdictCode } from '#lib/domain/admission/verdict.ts';
import type { ClockOffset } from '#lib/domain/timing/clock-offset.ts';
import type { GateItem, GateOperatorView, GateStanding } from '#lib/live/gate-protocol.ts';
import { newSealKey, seal, unseal, type Sealed } from './gate-seal.ts';
import type { PinCheck } from './pin-check.ts';

type Unnumbered<Item> = Item extends GateItem ? Omit<Item, 'seq'> : never;
/** A record before the tablet has numbered it. */
export type NewItem = Unnumbered<GateItem>;

/** What this tablet wrote down, and whether the server has it. */
export interface GateRecordKept {
	readonly seq: number;
	readonly item: GateItem;
	/** unsent · sent: the server has it · stuck: the server takes it for no record, a person has to look. */
	readonly state: 'unsent' | 'sent' | 'stuck';
	/** What it counts for, as long as the roster does not know it. */
	readonly passage: OwnPassage | null;
	readonly writtenAt: number;
	/** The server stored it, but it takes nothing back or binds nobody: why. */
	readonly refused?: string;
	/** When the server had it, by this tablet's clock. */
	readonly sentAt?: number;
	/** What people saw; missing where the page ended before they saw anything. */
	readonly shown?: ShownKept;
}

/** An answer that people saw. No name: the roster says who it is, as long as this tablet may hold it. */
export interface ShownKept {
	/** By the server's clock, in milliseconds since 1970. */
	readonly at: number;
	readonly code: VerdictCode;
	/** A supervisor let them in against the answer. */
	readonly overridden: boolean;
	readonly isOffline: boolean;
	readonly delegateId: string | null;
	/** The passage that spoke against it. */
	readonly since?: Sighting;
	readonly isLogged?: true;
	readonly isHandOver?: true;
}

/** How whoever works here has set the scanner: a tablet that is loaded anew goes on with it. */
export interface GateChoices {
	/** Empty: the gate's first. */
	readonly checkpointId: string;
	readonly direction: Direction;
	readonly withSound: boolean;
	readonly hidesNames: boolean;
}

/** The roster as last fetched, and when. */
export interface KeptRoster {
	readonly bundle: GateBundle;
	readonly standing: GateStanding;
	/** When it was asked for: whatever was sent later may be missing in it. */
	readonly askedAt: number;
	readonly fetchedAt: number;
	/** What the server's clock said then; missing in what an earlier version of the page kept. */
	readonly serverTime?: number;
}

interface GateDatabase extends DBSchema {
	records: { key: number; value: GateRecordKept; indexes: { state: string } };
	kept: { key: string; value: CryptoKey | Sealed | GateOperatorView | GateChoices | ClockOffset | number };
	pins: { key: string; value: PinCheck };
}

export interface GateStore {
	readonly deviceId: string;
	records(): Promise<GateRecordKept[]>;
	/**
	 * Resolves once it is on the disk, numbered on from everything that this tablet or the server knows; null, and nothing is
	 * written, where another page of this tablet wrote after the record `after`: what is to be written was decided without it.
	 */
	write(
		item: NewItem,
		passage: OwnPassage | null,
		after: number,
		shown?: ShownKept | null
	): Promise<GateRecordKept | null>;
	/** Resolves once it is on the disk. */
	update(records: readonly GateRecordKept[]): Promise<void>;
	/** The server has seen numbers up to this one: after the disk was cleared, none is given twice. */
	numberAfter(seq: number): Promise<void>;
	keepRoster(roster: KeptRoster): Promise<void>;
	roster(): Promise<KeptRoster | null>;
	keepShift(operator: GateOperatorView | null): Promise<void>;
	shift(): Promise<GateOperatorView | null>;
	keepChoices(choices: GateChoices): Promise<void>;
	choices(): Promise<GateChoices | null>;
	/** How far the tablet's clock was off when it was last compared. */
	keepClock(clock: ClockOffset): Promise<void>;
	clock(): Promise<ClockOffset | null>;
	keepPin(check: PinCheck): Promise<void>;
	pin(operatorId: string): Promise<PinCheck | undefined>;
	/** Forgets the roster, its key, PINs, the shift and how it was set; records that nobody has stay, to be exported. */
	wipe(): Promise<void>;
}

// A crash must not take back what was answered by a colour.
const STRICT = { durability: 'strict' } as const;

function storeOn(database: IDBPDatabase<GateDatabase>, deviceId: string): GateStore {
	async function sealKey(): Promise<CryptoKey> {
		const known = (await database.get('kept', 'key')) as CryptoKey | undefined;
		if (known) return known;
		const key = await newSealKey();
		await database.put('kept', key, 'key');
		return key;
	}
	return {
		deviceId,
		records: () => database.getAll('records'),
		async write(item, passage, after, shown = null) {
			const transaction = database.transaction(['records', 'kept'], 'readwrite', STRICT);
			const kept = transaction.objectStore('kept');
			const others = IDBKeyRange.lowerBound(after, true);
			if ((await transaction.objectStore('records').count(others)) > 0) return null;
			const seq = (((await kept.get('seq')) as number | undefined) ?? 0) + 1;
			const record: GateRecordKept = {
				seq,
				item: { ...item, seq } as GateItem,
				state: 'unsent',
				passage,
				writtenAt: Date.now(),
				...(shown ? { shown } : {})
			};
			void kept.put(seq, 'seq');
			void transaction.objectStore('records').add(record);
			await transaction.done;
			return record;
		},
		async update(records) {
			const transaction = database.transaction('records', 'readwrite', STRICT);
			for (const record of records) void transaction.store.put(record);
			await transaction.done;
		},
		async numberAfter(seq) {
			const transaction = database.transaction('kept', 'readwrite', STRICT);
			const known = ((await transaction.store.get('seq')) as number | undefined) ?? 0;
			if (seq > known) void transaction.store.put(seq, 'seq');
			await transaction.done;
		},
		async keepRoster(roster) {
			await database.put('kept', await seal(await sealKey(), roster), 'roster');
		},
		async roster() {
			const sealed = (await database.get('kept', 'roster')) as Sealed | undefined;
			return sealed ? ((await unseal(await sealKey(), sealed)) as KeptRoster | null) : null;
		},
		async keepShift(operator) {
			if (operator) await database.put('kept', operator, 'shift');
			else await database.delete('kept', 'shift');
		},
		shift: async () => ((await database.get('kept', 'shift')) as GateOperatorView | undefined) ?? null,
		keepChoices: async (choices) => void (await database.put('kept', choices, 'choices')),
		choices: async () => ((await database.get('kept', 'choices')) as GateChoices | undefined) ?? null,
		keepClock: async (clock) => void (await database.put('kept', clock, 'clock')),
		clock: async () => ((await database.get('kept', 'clock')) as ClockOffset | undefined) ?? null,
		keepPin: async (check) => void (await database.put('pins', check)),
		pin: (operatorId) => database.get('pins', operatorId),
		async wipe() {
			const transaction = database.transaction(['records', 'kept', 'pins'], 'readwrite', STRICT);
			const kept = transaction.objectStore('kept');
			for (const name of ['roster', 'key', 'shift', 'choices', 'clock']) void kept.delete(name);
			void transaction.objectStore('pins').clear();
			const records = transaction.objectStore('records');
			for (const { seq, state } of await records.getAll()) if (state === 'sent') void records.delete(seq);
			await transaction.done;
		}
	};
}

const REMEMBERED = 'kheo.gate-devices';

function remembered(): string[] {
	try {
		return JSON.parse(localStorage.getItem(REMEMBERED) ?? '[]') as string[];
	} catch {
		return [];
	}
}

const rememberDevice = (deviceId: string) =>
	localStorage.setItem(REMEMBERED, JSON.stringify([...new Set([...remembered(), deviceId])]));

/** What a pairing that is over has left on this tablet: its roster goes at once, what nobody has stays to be exported. */
export async function leftOvers(
	deviceId: string | null
): Promise<{ store: GateStore; records: GateRecordKept[] }[]> {
	const left = [];
	for (const earlier of remembered()) {
		if (earlier === deviceId) continue;
		const store = await openGateStore(earlier);
		await store.wipe();
		const records = await store.records();
		if (records.length > 0) left.push({ store, records });
		else await forgetPairing(earlier);
	}
	return left;
}

/** Takes away everything of a pairing that is over. */
export async function forgetPairing(deviceId: string): Promise<void> {
	await deleteDB(nameOf(deviceId));
	localStorage.setItem(REMEMBERED, JSON.stringify(remembered().filter((one) => one !== deviceId)));
}

const nameOf = (deviceId: string) => `kheo-gate-${deviceId}`;

/** Opens a tablet's store in IndexedDB, one a pairing. Throws where the browser lets nothing be stored. */
export async function openGateStore(deviceId: string): Promise<GateStore> {
	const database = await openDB<GateDatabase>(nameOf(deviceId), 1, {
		upgrade(opened) {
			opened.createObjectStore('records', { keyPath: 'seq' }).createIndex('state', 'state');
			opened.createObjectStore('kept');
			opened.createObjectStore('pins', { keyPath: 'deviceId' });
		},
		blocking: (_from, _to, event) => (event.target as IDBDatabase).close()
	});
	// A disk that is full or a private window shows itself here and not at the first badge.
	await database.put('kept', Date.now(), 'probe');
	await navigator.storage?.persist?.().catch(() => false);
	rememberDevice(deviceId);
	return storeOn(database, deviceId);
}
