import { chainOf } from '#lib/live/hand-over/chain.ts';
import { letterId, receiptOf, sealLetter } from '#lib/live/hand-over/letter.ts';
import { handedOver, undelivered, type Journal } from './journal.ts';
import type { JournalStore } from './journal-store.ts';

/** Letters whose receipt may still be typed in. */
const LETTERS_KNOWN = 20;

/**
 * What is only on this tablet, sealed with its key for another one to carry: the texts of the QR codes, in order. Empty
 * where nothing is undelivered. Changes nothing: the tablet still delivers by itself as soon as it can.
 */
export async function sealJournal(
	store: JournalStore,
	journal: Journal,
	device: { readonly id: string; readonly sealKey: string }
): Promise<readonly string[]> {
	const content = handedOver(journal);
	if (content.length === 0) return [];
	const letter = await sealLetter(device.sealKey, device.id, content);
	const known = (await store.kept('sealed')) ?? [];
	const ids = undelivered(journal).map(({ id }) => id);
	const sealed = { letter: letterId(letter), sealKey: device.sealKey, ids };
	await store.keep('sealed', [...known, sealed].slice(-LETTERS_KNOWN));
	return chainOf(letter);
}

/** The entries of the letter for which these six digits are the server's receipt; null where they are none. */
export async function receiptFor(store: JournalStore, digits: string): Promise<readonly string[] | null> {
	const known = (await store.kept('sealed')) ?? [];
	return known.findLast(({ letter, sealKey }) => receiptOf(sealKey, letter) === digits)?.ids ?? null;
}
