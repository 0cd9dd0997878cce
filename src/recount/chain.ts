import { canonical, fingerprint } from './canonical.ts';
import { Box, NotCounted, NotReadable } from './reading.ts';

const START = '0'.repeat(64);

const FACTS = [
	'seat', 'entrant', 'exclusion', 'mark', 'given', 'deduction', 'timing', 'lots', 'vote', 'decision', 'otherRound',
	'cutDecisions'
]; // prettier-ignore
const NOTES = ['rules', 'markReplaced', 'unlocked', 'voided', 'auditLog', 'version'];

export interface Entry {
	readonly at: string;
	readonly seq: number;
	readonly kind: string;
	readonly change: 'stated' | 'takenBack' | 'noted';
	readonly body: unknown;
	readonly bodyHash: string;
	readonly hash: string;
}

/** Where a chain is not what it was, and how. */
export interface Fault {
	readonly entry: Entry;
	readonly what: string;
}

export interface ReadChain {
	readonly entries: readonly Entry[];
	readonly faults: readonly Fault[];
	/** Entries that cannot be read at all: where, and why not. */
	readonly unreadable: readonly { readonly at: string; readonly why: string }[];
}

/** Reads a chain and checks every link by itself, so that each changed entry is named and the others are not. */
export function readChain(list: readonly unknown[]): ReadChain {
	const entries: Entry[] = [];
	const faults: Fault[] = [];
	const unreadable: { at: string; why: string }[] = [];
	let before = START;
	list.forEach((raw, index) => {
		try {
			const { entry, at, prev } = readEntry(new Box(raw, `chain[${index}]`));
			entries.push(entry);
			const { seq, kind, change, bodyHash, hash } = entry;
			const fault = (what: string) => faults.push({ entry, what });
			if (seq !== index + 1) fault(`its number is ${seq}, its place is ${index + 1}`);
			if (prev !== before) fault('it does not follow from the entry before it');
			if (entry.body === null && kind !== 'markReplaced' && kind !== 'auditLog')
				fault('its content is missing');
			if (entry.body !== null && fingerprint(entry.body) !== bodyHash) fault('its content was changed');
			if (fingerprint({ seq, kind, change, at, bodyHash, prev }) !== hash) fault('its own hash is not of it');
			before = hash;
		} catch (error) {
			if (!(error instanceof NotReadable || error instanceof NotCounted)) throw error;
			unreadable.push({ at: error.at, why: error.message });
			before = new Box(raw ?? {}, '').raw('hash') as string;
		}
	});
	return { entries, faults, unreadable };
}

function readEntry(box: Box): { entry: Entry; at: string | null; prev: string } {
	box.only('seq', 'kind', 'change', 'at', 'body', 'bodyHash', 'prev', 'hash');
	return {
		entry: {
			at: box.at,
			seq: box.number('seq'),
			kind: box.word('kind', [...FACTS, ...NOTES]),
			change: box.word('change', ['stated', 'takenBack', 'noted']),
			body: box.raw('body') ?? null,
			bodyHash: box.text('bodyHash'),
			hash: box.text('hash')
		},
		at: box.textOrNull('at'),
		prev: box.text('prev')
	};
}

/** What holds at the end of the chain: stated and not taken back, by kind and content. */
export function holdingAtEnd(entries: readonly Entry[]): Map<string, Entry> {
	const facts = new Map<string, Entry>();
	for (const entry of entries) {
		const name = `${entry.kind} ${canonical(entry.body)}`;
		if (entry.change === 'stated') facts.set(name, entry);
		if (entry.change === 'takenBack') facts.delete(name);
	}
	return facts;
}
