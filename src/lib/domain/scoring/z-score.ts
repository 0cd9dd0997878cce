import type { ZScoreRule } from '#lib/domain/contest/qualification-rule.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { ONE, ZERO, exact, mean, roundHalfUp } from '#lib/domain/shared/exact.ts';

/** What the robust scale is multiplied with, so that it equals the standard deviation of normally spread totals. */
const NORMAL = exact('1.4826');

/** Centre and spread of a group of totals; the spread of the standard deviation is known by its square only. */
export interface ZScale {
	readonly centre: Exact;
	/** Variance, or the square of the scaled median distance. */
	readonly spreadSquared: Exact;
}

/** Centre and spread of at least one total, by the rule. */
export function zScaleOf(totals: readonly Exact[], { scale }: Pick<ZScoreRule, 'scale'>): ZScale {
	if (scale === 'deviation') {
		const centre = mean(totals);
		return { centre, spreadSquared: mean(totals.map((total) => square(total.sub(centre)))) };
	}
	const centre = median(totals);
	const distance = median(totals.map((total) => total.sub(centre).abs()));
	return { centre, spreadSquared: square(distance.mul(NORMAL)) };
}

/**
 * How many spreads a total stands above (or below) its centre, rounded half up to the decimals of the rule. Computed in
 * whole numbers from the square, so that no root is ever a float: |z| × 10^d is the largest whole r with (2r − 1)² ≤ 4 × the
 * square of z × 10^d. Where all totals are equal every z is 0.
 */
export function zScore(total: Exact, { centre, spreadSquared }: ZScale, decimals: number): Exact {
	if (spreadSquared.equals(ZERO)) return ZERO;
	const unit = exact(10 ** decimals);
	const off = total.sub(centre);
	const scaled = square(off.mul(unit)).div(spreadSquared).mul(exact(4));
	const doubled = wholeRoot((scaled.n / scaled.d) as bigint);
	const size = exact(((doubled + 1n) / 2n).toString()).div(unit);
	return roundHalfUp(off.compare(ZERO) < 0 ? size.mul(ONE.neg()) : size, decimals);
}

function square(value: Exact): Exact {
	return value.mul(value);
}

function median(values: readonly Exact[]): Exact {
	const ordered = [...values].sort((a, b) => a.compare(b));
	const middle = Math.floor(ordered.length / 2);
	return ordered.length % 2 === 1 ? ordered[middle]! : mean([ordered[middle - 1]!, ordered[middle]!]);
}

/** The largest whole number whose square is not above the given one (Newton's method, downwards). */
function wholeRoot(of: bigint): bigint {
	if (of < 2n) return of;
	let root = 1n << BigInt(Math.ceil(of.toString(2).length / 2));
	for (;;) {
		const next = (root + of / root) / 2n;
		if (next >= root) return root;
		root = next;
	}
}
