import { byCodeUnit } from '#lib/domain/shared/order.ts';
import { hmacSha256, sha256Hex } from '#lib/domain/shared/sha256.ts';
import type { PartOrder } from './part.ts';

/** What is drawn: the order of performance of a round's part, or lots between tied teams. Part of what is hashed. */
export interface DrawSubject {
	readonly roundId: string;
	/** Key of the part; null for the lots of a tie. */
	readonly partKey: string | null;
}

/** A draw that anyone can repeat: the commitment was shown before, the seed is shown after. */
export interface DrawRecord extends DrawSubject {
	readonly commitment: string;
	readonly seed: string;
	readonly order: readonly string[];
}

/** What is shown before the draw: SHA-256 of the seed's UTF-8 text, in hexadecimal. */
export function commitmentTo(seed: string): string {
	return sha256Hex(seed);
}

/**
 * The order of the ids that this seed gives for this round and part, whatever order they come in. Ids are sorted by code
 * unit, then shuffled from the last place down (Fisher–Yates): place i exchanges with a place 0..i, a number below i + 1 taken
 * from the stream of HMAC-SHA-256(key = seed, message = 'kheo-draw-v1' + LF + roundId + LF + partKey + LF + counter), counter
 * 0, 1, 2 ..., eight big-endian 32-bit numbers each; numbers at or above the largest multiple of i + 1 are thrown away, so
 * that every order is equally likely. The same id twice is a RangeError.
 */
export function drawOrder(seed: string, subject: DrawSubject, ids: readonly string[]): string[] {
	if (new Set(ids).size < ids.length) throw new RangeError('an id is in the draw twice');
	const order = [...ids].sort(byCodeUnit);
	const numbers = stream(seed, `kheo-draw-v1\n${subject.roundId}\n${subject.partKey ?? ''}\n`);
	for (let last = order.length - 1; last > 0; last -= 1) {
		const chosen = below(last + 1, numbers);
		[order[last], order[chosen]] = [order[chosen]!, order[last]!];
	}
	return order;
}

/** Whether the seed is the one committed to and gives exactly this order; otherwise what does not hold. */
export function verifyDraw(
	record: DrawRecord
): { readonly ok: true } | { readonly ok: false; readonly code: DrawProblem } {
	if (commitmentTo(record.seed) !== record.commitment) return { ok: false, code: 'draw_problem_commitment' };
	if (new Set(record.order).size < record.order.length) return { ok: false, code: 'draw_problem_id_twice' };
	const again = drawOrder(record.seed, record, record.order);
	const isSame = again.every((id, index) => id === record.order[index]);
	return isSame ? { ok: true } : { ok: false, code: 'draw_problem_order' };
}

export const DRAW_PROBLEMS = [
	'draw_problem_commitment',
	'draw_problem_id_twice',
	'draw_problem_order'
] as const;
export type DrawProblem = (typeof DRAW_PROBLEMS)[number];

/**
 * The order of every part of a stage: the first part is drawn, later ones are drawn for themselves, follow the first, or
 * reverse it, as the rules say.
 */
export function partOrders(
	seed: string,
	roundId: string,
	parts: readonly { readonly key: string; readonly order: PartOrder }[],
	ids: readonly string[]
): ReadonlyMap<string, readonly string[]> {
	const orders = new Map<string, readonly string[]>();
	const first = parts[0] && drawOrder(seed, { roundId, partKey: parts[0].key }, ids);
	parts.forEach((part, index) => {
		if (index === 0 || part.order === 'same') orders.set(part.key, first!);
		else if (part.order === 'reverse') orders.set(part.key, [...first!].reverse());
		else orders.set(part.key, drawOrder(seed, { roundId, partKey: part.key }, ids));
	});
	return orders;
}

function* stream(seed: string, label: string): Generator<number, never> {
	for (let counter = 0; ; counter += 1) {
		const block = new DataView(hmacSha256(seed, label + counter).buffer);
		for (let offset = 0; offset < 32; offset += 4) yield block.getUint32(offset);
	}
}

function below(bound: number, numbers: Generator<number, never>): number {
	const limit = 2 ** 32 - (2 ** 32 % bound);
	for (;;) {
		const { value } = numbers.next();
		if (value < limit) return value % bound;
	}
}
