/** Order by UTF-16 code unit: the same in every browser and locale. For canonical output only, never to decide a place. */
export function byCodeUnit(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

export function sortedBy<T>(items: readonly T[], key: (item: T) => string): T[] {
	return [...items].sort((a, b) => byCodeUnit(key(a), key(b)));
}
