// Prisma's cost a row is least near fifty, and between two pieces other requests get their turn.
const AT_ONCE = 50;

/** A long list in pieces, each for one statement. */
export function* pieces<T>(list: readonly T[]): Generator<readonly T[]> {
	for (let start = 0; start < list.length; start += AT_ONCE) yield list.slice(start, start + AT_ONCE);
}
