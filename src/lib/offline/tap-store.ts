import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { SentStage } from '#lib/live/hand-over-protocol.ts';
import { newSealKey, seal, unseal, type Sealed } from './gate-seal.ts';
import type { Tap, TapRefused } from './tap-journal.ts';
import { makeLog, writtenLog, type WrittenLog } from './written-log.ts';

/** What a tablet beside the stage last saw of a hand-over. */
export interface KeptStage {
	readonly accountId: string;
	readonly stage: SentStage;
	/** By this tablet's clock, ms. */
	readonly seenAt: number;
	/** This tablet's clock minus the server's, ms. */
	readonly clockOffsetMs: number;
}

interface TapDatabase extends DBSchema {
	entries: { key: number; value: Tap };
	outcomes: { key: string; value: TapRefused };
	kept: { key: string; value: CryptoKey | Sealed };
}

export interface TapStore extends WrittenLog<Tap, TapRefused> {
	/** Resolves once it is on the disk, readable in this browser alone. Keeps nothing where the page came without https. */
	keepStage(awardId: string, stage: KeptStage): Promise<void>;
	/** Null where nothing is kept, it is another account's, or it is older than three days: then it goes. */
	stage(awardId: string, accountId: string): Promise<KeptStage | null>;
}

const NAME = 'kheo-hand-over';
/** A list of names does not lie on a tablet for longer. */
const KEPT_MS = 3 * 24 * 3_600_000;
const canSeal = () => Boolean(globalThis.crypto?.subtle);

function storeOn(database: IDBPDatabase<TapDatabase>): TapStore {
	async function sealKey(): Promise<CryptoKey> {
		const known = (await database.get('kept', 'key')) as CryptoKey | undefined;
		if (known) return known;
		const key = await newSealKey();
		await database.put('kept', key, 'key');
		return key;
	}
	return {
		...writtenLog<Tap, TapRefused>(database as unknown as IDBPDatabase),
		async keepStage(awardId, stage) {
			if (canSeal()) await database.put('kept', await seal(await sealKey(), stage), awardId);
		},
		async stage(awardId, accountId) {
			const sealed = (await database.get('kept', awardId)) as Sealed | undefined;
			if (!sealed || !canSeal()) return null;
			const kept = (await unseal(await sealKey(), sealed)) as KeptStage | null;
			if (kept?.accountId === accountId && Date.now() - kept.seenAt < KEPT_MS) return kept;
			await database.delete('kept', awardId);
			return null;
		}
	};
}

/** Opens what this tablet keeps of hand-overs in IndexedDB. Throws where the browser lets nothing be stored. */
export async function openTapStore(): Promise<TapStore> {
	const database = await openDB<TapDatabase>(NAME, 1, {
		upgrade(opened) {
			makeLog(opened as unknown as IDBPDatabase);
			opened.createObjectStore('kept');
		},
		blocking: (_from, _to, event) => (event.target as IDBDatabase).close()
	});
	// Without it a browser may clear the journal when the disk is full.
	await navigator.storage?.persist?.().catch(() => false);
	return storeOn(database);
}

/**
 * Somebody signed out: takes every list from this tablet, and the pages that open without network in their name. Taps that no server
 * has stay. Nothing where nothing can be kept.
 */
export async function forgetStages(): Promise<void> {
	const shells = (await globalThis.caches?.keys().catch(() => [])) ?? [];
	await Promise.all(
		shells.filter((name) => name.startsWith('kheo-desk/')).map((name) => caches.delete(name))
	);
	const known = await globalThis.indexedDB?.databases?.().catch(() => []);
	if (!known?.some(({ name }) => name === NAME)) return;
	const database = await openDB<TapDatabase>(NAME);
	await database.clear('kept').catch(() => {});
	database.close();
}
