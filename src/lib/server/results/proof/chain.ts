import { createHash } from 'node:crypto';
import type { ChainEntry, ChainHead, EntryChange, EntryKind } from '#lib/domain/results/result-package.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';

const GENESIS = '0'.repeat(64);

/** Something to be chained. `isSealed`: its hash goes into the chain, its words do not. */
export interface Link {
	readonly kind: EntryKind;
	readonly change: EntryChange;
	readonly at: string | null;
	readonly body: unknown;
	readonly isSealed?: boolean;
}

export function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

export const hashOf = (value: unknown): string => sha256(canonicalJson(value));

/** The new entries that follow `chain` for these links. */
export function linked(chain: readonly ChainEntry[], links: readonly Link[]): ChainEntry[] {
	let { entries: seq, head: prev } = headOf(chain);
	return links.map(({ kind, change, at, body, isSealed }) => {
		seq += 1;
		const bodyHash = hashOf(body);
		const hash = hashOf({ seq, kind, change, at, bodyHash, prev });
		const entry = { seq, kind, change, at, body: isSealed ? null : body, bodyHash, prev, hash };
		prev = hash;
		return entry;
	});
}

export function headOf(chain: readonly ChainEntry[]): ChainHead {
	return { entries: chain.length, head: chain.at(-1)?.hash ?? GENESIS };
}

/** What holds at the end of a chain: by kind, the hashes of the bodies that were stated and not taken back. */
export function holding(chain: readonly ChainEntry[]): Map<string, ChainEntry> {
	const facts = new Map<string, ChainEntry>();
	for (const entry of chain) {
		const key = `${entry.kind} ${entry.bodyHash}`;
		if (entry.change === 'stated') facts.set(key, entry);
		if (entry.change === 'takenBack') facts.delete(key);
	}
	return facts;
}
