/** Where a page of a long list begins: behind or before the row of a key; neither: at the list's start. */
export interface Cursor {
	readonly after: string | null;
	readonly before: string | null;
}

/** A page of a long list, and the keys that its neighbours begin from; null where there is none. */
export interface CursorPage<Row> {
	readonly rows: readonly Row[];
	/** The `before` of the page before this one. */
	readonly prior: string | null;
	/** The `after` of the next one. */
	readonly next: string | null;
}

const LONGEST = 64;

/** The cursor in an address; a key that is longer than any is none. */
export function cursorIn(search: URLSearchParams): Cursor {
	const [after, before] = ['after', 'before'].map((name) => search.get(name) || null);
	const known = (key: string | null | undefined) => (key && key.length <= LONGEST ? key : null);
	return { after: known(after), before: known(after) ? null : known(before) };
}

/** A key that is a whole number from 0 on; 0 where it is none. */
export const numberOfKey = (key: string | null): number => (key && /^\d{1,9}$/.test(key) ? Number(key) : 0);

/** Which rows to fetch: those behind a key in the list's order, or those before it in the opposite one. */
export interface Fetch {
	readonly from: string | null;
	readonly isBack: boolean;
	/** How many at most. */
	readonly take: number;
}

/**
 * A page of at most `size` rows. `fetch` gives rows in the order in which it is asked; `keyOf` names one. Going back to the
 * start never leaves a page that is half empty.
 */
export async function cursorPage<Row>(
	{ after, before }: Cursor,
	size: number,
	fetch: (asked: Fetch) => Promise<readonly Row[]>,
	keyOf: (row: Row) => string
): Promise<CursorPage<Row>> {
	if (before !== null) {
		const back = await fetch({ from: before, isBack: true, take: size + 1 });
		if (back.length > size) {
			const rows = back.slice(0, size).toReversed();
			return { rows, prior: keyOf(rows[0]!), next: keyOf(rows.at(-1)!) };
		}
	}
	const fetched = await fetch({ from: after, isBack: false, take: size + 1 });
	const rows = fetched.slice(0, size);
	return {
		rows,
		prior: after !== null && rows.length > 0 ? keyOf(rows[0]!) : null,
		next: fetched.length > size ? keyOf(rows.at(-1)!) : null
	};
}
