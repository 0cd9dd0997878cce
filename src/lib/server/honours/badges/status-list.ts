import { gzipSync } from 'node:zlib';
import type { Tx } from '#lib/server/db/client.ts';

/** W3C's least: so that nobody learns from a list's length how many were revoked. */
const PLACES = 131_072;
/** So many certificates of one recipient, one after another, have a place in the list, and a badge. */
const CHAIN_LENGTH = 16;

/** A list of one bit each, the first in the highest place, gzipped and in base64url behind its multibase `u`. */
export function encodedList(set: readonly number[]): string {
	const bits = new Uint8Array(PLACES / 8);
	for (const place of set) bits[place >> 3]! |= 0x80 >> (place & 7);
	return `u${gzipSync(bits, { level: 9 }).toString('base64url')}`;
}

interface Link {
	readonly id: string;
	readonly replacesId: string | null;
}

/**
 * A certificate's place in its decision's list: of its recipient's place in the decision, which is closed, and of how many
 * certificates it follows. It never changes, whatever is issued later. Null: the list has no place for it.
 */
export function placeInList(position: number, chain: readonly Link[], id: string): number | null {
	const before = new Map(chain.map((one) => [one.id, one.replacesId]));
	let depth = 0;
	for (let at = before.get(id) ?? null; at !== null && depth < CHAIN_LENGTH; at = before.get(at) ?? null)
		depth += 1;
	const place = position * CHAIN_LENGTH + depth;
	return depth >= CHAIN_LENGTH || place >= PLACES ? null : place;
}

/** The places of a decision's certificates that no longer stand, also because another took theirs; null: no such decision. */
export async function revokedPlaces(read: Tx, decisionId: string): Promise<number[] | null> {
	const known = await read.awardDecision.findUnique({ where: { id: decisionId }, select: { id: true } });
	if (!known) return null;
	const recipients = await read.awardRecipient.findMany({
		where: { decisionId, certificates: { some: {} } },
		select: { position: true, certificates: { select: { id: true, replacesId: true, revokedAt: true } } }
	});
	return recipients.flatMap(({ position, certificates }) =>
		certificates
			.filter(({ revokedAt }) => revokedAt !== null)
			// One without a badge must not cost the others their list.
			.flatMap(({ id }) => placeInList(position, certificates, id) ?? [])
	);
}
