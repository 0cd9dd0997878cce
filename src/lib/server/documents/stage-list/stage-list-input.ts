/** One recipient's line. */
export interface StageListLine {
	readonly name: string;
	readonly place: string;
	readonly what: string | null;
	/** '056'; null where no book is kept. */
	readonly number: string | null;
}

/** The order of a hand-over to be printed for MC and whoever holds the trays: plain data, so that a worker can have it. */
export interface StageListInput {
	readonly locale: 'vi' | 'en';
	/** Who awards. */
	readonly host: string;
	readonly title: string;
	/** 'Bằng khen', and by which decision. */
	readonly award: string;
	readonly at: string;
	readonly isInvented: boolean;
	readonly groups: readonly {
		readonly group: number;
		readonly tray: string | null;
		readonly presenter: string | null;
		readonly members: readonly StageListLine[];
	}[];
	/** Who does not go up. */
	readonly apart: readonly StageListLine[];
	/** What must not be handed over. */
	readonly revoked: readonly StageListLine[];
}
