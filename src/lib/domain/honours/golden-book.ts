/** One sequence of numbers: an issuer's, of a year, for one kind of certificate. */
export interface Book {
	readonly issuerId: string;
	readonly year: number;
	readonly kind: string;
}

/** A number that was given: it stays in the book for ever, also once what it was given for is void. */
export interface BookEntry {
	readonly number: number;
	readonly recipientId: string;
	readonly voidedAt: Date | null;
}

/** A number given twice, left out, or not counted from one: the book was changed by something else than its rule. */
export type BookFault =
	{ readonly kind: 'missing'; readonly number: number } | { readonly kind: 'twice'; readonly number: number };

/** What is written on the certificate and read aloud: at least three figures, '056'. */
export function printedNumber(number: number): string {
	return String(number).padStart(3, '0');
}

/**
 * The numbers that a decision's recipients get, in the decision's order: those that follow the last one of the book,
 * void or not, without a gap. Nobody who has a number in the book gets a second one.
 */
export function allot(book: readonly BookEntry[], recipientIds: readonly string[]): BookEntry[] {
	const known = new Set(book.filter(({ voidedAt }) => voidedAt === null).map((entry) => entry.recipientId));
	const last = Math.max(0, ...book.map(({ number }) => number));
	return recipientIds
		.filter((id, at) => !known.has(id) && recipientIds.indexOf(id) === at)
		.map((recipientId, at) => ({ number: last + 1 + at, recipientId, voidedAt: null }));
}

/** Everything that is wrong with a book; a whole one has every number from one to its last exactly once. */
export function faultsOf(book: readonly BookEntry[]): BookFault[] {
	const numbers = book.map(({ number }) => number).toSorted((a, b) => a - b);
	const last = numbers.at(-1) ?? 0;
	const given = new Set(numbers);
	const missing = Array.from({ length: last }, (_, at) => at + 1).filter((number) => !given.has(number));
	const twice = [...new Set(numbers.filter((number, at) => number === numbers[at - 1]))];
	return [
		...missing.map((number) => ({ kind: 'missing', number }) as const),
		...twice.map((number) => ({ kind: 'twice', number }) as const)
	];
}
