/** What a sheet of tickets is drawn from. */
export interface TicketsInput {
	readonly locale: 'vi' | 'en';
	readonly contest: string;
	readonly prize: string;
	/** Before a ticket's secret: 'https://khéo.example/vote'. */
	readonly address: string;
	/** As people type it: 'khéo.example/vote'. */
	readonly shortAddress: string;
	readonly at: Date;
	readonly tickets: readonly {
		readonly number: number;
		readonly label: string | null;
		readonly token: string;
		/** In groups, as printed. */
		readonly code: string;
	}[];
}
