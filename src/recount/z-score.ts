import { average, by, difference, distance, minus, times, whole, type Amount } from './amount.ts';
import type { ZRule } from './rules.ts';

const NORMAL: Amount = { over: 14826n, under: 10000n };

/**
 * How many spreads each total stands from the centre of them all, rounded half up. The size is found by halving an interval:
 * the largest whole r for which (2r - 1) halves are not more than |z| in units of the last decimal.
 */
export function zScores(totals: readonly Amount[], { byMedian, decimals }: ZRule): Amount[] {
	if (totals.length === 0) return [];
	const centre = byMedian ? middleOf(totals) : average(totals);
	const squared = byMedian
		? square(times(middleOf(totals.map((total) => distance(total, centre))), NORMAL))
		: average(totals.map((total) => square(minus(total, centre))));
	const under = 10n ** BigInt(decimals);
	return totals.map((total) => {
		if (squared.over === 0n) return whole(0);
		const ratio = by(square(minus(total, centre)), squared);
		const isReached = (steps: bigint) => {
			const half = 2n * steps - 1n;
			return half * half * ratio.under <= 4n * ratio.over * under * under;
		};
		let low = 0n;
		let high = 1n;
		while (isReached(high)) high *= 2n;
		while (high - low > 1n) {
			const middle = (low + high) / 2n;
			if (isReached(middle)) low = middle;
			else high = middle;
		}
		return { over: difference(total, centre) < 0 ? -low : low, under };
	});
}

const square = (amount: Amount) => times(amount, amount);

function middleOf(amounts: readonly Amount[]): Amount {
	const rising = [...amounts].sort(difference);
	return average(rising.slice(Math.floor((rising.length - 1) / 2), Math.floor(rising.length / 2) + 1));
}
