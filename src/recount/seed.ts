import { createHmac } from 'node:crypto';

/** The order that a shown seed gives these teams, by the three steps of docs/rules.md, "Draw of lots". */
export function lotsOfSeed(
	{ roundId, seed }: { readonly roundId: string; readonly seed: string },
	teamIds: readonly string[]
): string[] {
	const order = [...teamIds].sort();
	const numbers = stream(seed, roundId);
	for (let last = order.length - 1; last > 0; last -= 1) {
		const fitting = Math.floor(2 ** 32 / (last + 1)) * (last + 1);
		let number = numbers.next().value;
		while (number >= fitting) number = numbers.next().value;
		const other = number % (last + 1);
		[order[last], order[other]] = [order[other]!, order[last]!];
	}
	return order;
}

function* stream(seed: string, roundId: string): Generator<number, never> {
	for (let counter = 0; ; counter += 1) {
		// Lots of a tie have no part.
		const text = ['kheo-draw-v1', roundId, '', counter].join('\n');
		const digest = createHmac('sha256', seed).update(text).digest();
		for (let at = 0; at < 32; at += 4) yield digest.readUInt32BE(at);
	}
}
