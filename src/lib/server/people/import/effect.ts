/** What an import did to one thing, so that one step takes it back. `before` is null where it made the thing. */
export interface Effect {
	readonly table: 'unit' | 'person' | 'team';
	readonly id: string;
	readonly name: string;
	readonly before: object | null;
	readonly after: object;
}

const AT_ONCE = 400;

/** A long list in pieces that fit into one query. */
export function* pieces<T>(list: readonly T[]): Generator<readonly T[]> {
	for (let start = 0; start < list.length; start += AT_ONCE) yield list.slice(start, start + AT_ONCE);
}
