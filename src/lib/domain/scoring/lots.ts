/** Lots drawn to separate tied teams: the first id drew the better place. Drawn for exactly the tied teams, or once for all. */
export interface Lots {
	readonly order: readonly string[];
}
