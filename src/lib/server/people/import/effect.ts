/** What an import did to one thing, so that one step takes it back. `before` is null where it made the thing. */
export interface Effect {
	readonly table: 'unit' | 'person' | 'team' | 'delegation' | 'delegate';
	readonly id: string;
	readonly name: string;
	readonly before: object | null;
	readonly after: object;
}
