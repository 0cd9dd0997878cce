import Fraction from 'fraction.js';

/** A rational number of unlimited size: marks, averages and totals never pass through floating point. */
export type Exact = Fraction;

/** How an exact number is written down: a plain decimal ('8.25') where one exists, otherwise 'n/d' ('25/3'). */
export type ExactText = string;

// The marks of a contest are a few dozen different texts, read thousands of times whenever a board is reckoned anew.
const MOST_REMEMBERED = 2000;
const read = new Map<string, Exact>();

const WRITTEN = /^-?\d+(\.\d+|\/[1-9]\d*)?$/;

export const ZERO: Exact = new Fraction(0);
export const ONE: Exact = new Fraction(1);

export function isExactText(text: string): boolean {
	return WRITTEN.test(text);
}

/** Reads '8.25' or '25/3' (or a whole number) without loss; anything else is a RangeError. */
export function exact(value: ExactText | number): Exact {
	if (typeof value === 'number') {
		if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
		return new Fraction(value);
	}
	const known = read.get(value);
	if (known) return known;
	if (!WRITTEN.test(value)) throw new RangeError(`not an exact number: ${value}`);
	const number = new Fraction(value);
	if (read.size === MOST_REMEMBERED) read.clear();
	read.set(value, number);
	return number;
}

/** The shortest lossless writing: '8.25', '-3', '25/3'. Two equal numbers are always written alike. */
export function exactText(value: Exact): ExactText {
	if (value.d === 1n) return `${value.s * value.n}`;
	const places = decimalPlaces(value.d);
	if (places === null) return `${value.s * value.n}/${value.d}`;
	const digits = ((value.n * 10n ** BigInt(places)) / value.d).toString().padStart(places + 1, '0');
	const whole = digits.slice(0, digits.length - places);
	return (value.s < 0n ? '-' : '') + (places === 0 ? whole : `${whole}.${digits.slice(-places)}`);
}

/** Rounds to `decimals` places in base ten; a half goes away from zero (8.125 → 8.13), as Vietnamese rules mean it. */
export function roundHalfUp(value: Exact, decimals: number): Exact {
	const unit = 10n ** BigInt(decimals);
	const scaled = value.n * unit;
	const rest = scaled % value.d;
	const whole = scaled / value.d + (rest * 2n >= value.d ? 1n : 0n);
	return new Fraction(value.s * whole, unit);
}

/** The number as shown to people: rounded half up and padded to exactly `decimals` places, with a point. */
export function fixed(value: Exact, decimals: number): string {
	const rounded = roundHalfUp(value, decimals);
	const digits = ((rounded.n * 10n ** BigInt(decimals)) / rounded.d).toString().padStart(decimals + 1, '0');
	const sign = rounded.s < 0n ? '-' : '';
	return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

export function sum(values: readonly Exact[]): Exact {
	return values.reduce((total, value) => total.add(value), ZERO);
}

/** The average of at least one number; of none it is a RangeError, because nothing is not zero. */
export function mean(values: readonly Exact[]): Exact {
	if (values.length === 0) throw new RangeError('the mean of no marks does not exist');
	return sum(values).div(exact(values.length));
}

/** Whether `value` lies on the grid of `step` counted from `origin` (9.55 is no mark when the step is 0.5). */
export function isOnGrid(value: Exact, origin: Exact, step: Exact): boolean {
	return value.sub(origin).div(step).d === 1n;
}

/** Decimals that a fraction with this denominator needs, or null when it never ends. */
function decimalPlaces(denominator: bigint): number | null {
	let rest = denominator;
	let twos = 0;
	let fives = 0;
	for (; rest % 2n === 0n; rest /= 2n) twos += 1;
	for (; rest % 5n === 0n; rest /= 5n) fives += 1;
	return rest === 1n ? Math.max(twos, fives) : null;
}
