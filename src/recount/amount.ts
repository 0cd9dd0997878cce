/**
 * A number as a numerator over a positive denominator, not reduced: two numbers are compared by the sign of their
 * difference. Reduced only when written. Marks, averages and totals never pass through floating point.
 */
export interface Amount {
	readonly over: bigint;
	readonly under: bigint;
}

export const NOTHING: Amount = { over: 0n, under: 1n };

const LARGE = 10n ** 60n;

function made(over: bigint, under: bigint): Amount {
	if (under < LARGE) return { over, under };
	const shared = commonFactor(over, under);
	return { over: over / shared, under: under / shared };
}

function commonFactor(a: bigint, b: bigint): bigint {
	let [larger, smaller] = [a < 0n ? -a : a, b];
	while (smaller > 0n) [larger, smaller] = [smaller, larger % smaller];
	return larger === 0n ? 1n : larger;
}

/** Reads '8.25', '-3' or '25/3'; null where the text is no such number. */
export function readAmount(text: string): Amount | null {
	const match = /^(-?)(\d+)(?:\.(\d+)|\/(\d+))?$/.exec(text);
	if (!match) return null;
	const [, sign, whole, decimals = '', divisor = '1'] = match;
	const under = 10n ** BigInt(decimals.length) * BigInt(divisor);
	if (under === 0n) return null;
	const size = BigInt(whole! + decimals);
	return { over: sign === '-' ? -size : size, under };
}

export function whole(number: number): Amount {
	return { over: BigInt(number), under: 1n };
}

export function plus(a: Amount, b: Amount): Amount {
	return a.under === b.under
		? made(a.over + b.over, a.under)
		: made(a.over * b.under + b.over * a.under, a.under * b.under);
}

export function minus(a: Amount, b: Amount): Amount {
	return plus(a, { over: -b.over, under: b.under });
}

export function times(a: Amount, b: Amount): Amount {
	return made(a.over * b.over, a.under * b.under);
}

/** Divided by a number other than zero. */
export function by(a: Amount, b: Amount): Amount {
	if (b.over === 0n) throw new RangeError('division by zero');
	return b.over < 0n ? made(-a.over * b.under, a.under * -b.over) : made(a.over * b.under, a.under * b.over);
}

/** Below zero where a is less than b, zero where both are the same number, above zero otherwise. */
export function difference(a: Amount, b: Amount): -1 | 0 | 1 {
	const left = a.over * b.under;
	const right = b.over * a.under;
	return left < right ? -1 : left > right ? 1 : 0;
}

export function isSame(a: Amount, b: Amount): boolean {
	return difference(a, b) === 0;
}

export function distance(a: Amount, b: Amount): Amount {
	const gap = minus(a, b);
	return gap.over < 0n ? { over: -gap.over, under: gap.under } : gap;
}

export function added(amounts: readonly Amount[]): Amount {
	let total = NOTHING;
	for (const amount of amounts) total = plus(total, amount);
	return total;
}

/** The average of at least one number. */
export function average(amounts: readonly Amount[]): Amount {
	return by(added(amounts), whole(amounts.length));
}

/** Rounds half up in base ten, below zero away from zero. */
export function roundedTo(amount: Amount, decimals: number): Amount {
	const places = 10n ** BigInt(decimals);
	const size = amount.over < 0n ? -amount.over : amount.over;
	const steps = (size * places * 2n + amount.under) / (amount.under * 2n);
	return { over: amount.over < 0n ? -steps : steps, under: places };
}

/** '8.25' where a decimal exists, otherwise '25/3' in lowest terms: equal numbers are written alike. */
export function written(amount: Amount): string {
	const shared = commonFactor(amount.over, amount.under);
	const over = amount.over / shared;
	let under = amount.under / shared;
	let places = 0;
	for (const factor of [10n, 2n, 5n]) {
		for (; under % factor === 0n; under /= factor) places += 1;
	}
	if (under !== 1n) return `${over}/${amount.under / shared}`;
	const scaled = ((over < 0n ? -over : over) * 10n ** BigInt(places) * shared) / amount.under;
	const digits = scaled.toString().padStart(places + 1, '0');
	const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
	return (over < 0n ? '-' : '') + (places === 0 ? text : text.replace(/\.?0+$/, ''));
}
