/** Who sits where, for the door and for the units: plain data, so that a worker can have it. */
export interface SeatingInput {
	readonly locale: 'vi' | 'en';
	readonly what: 'poster' | 'list';
	readonly size: 'A3' | 'A4';
	readonly conference: { readonly code: string; readonly title: string; readonly host: string };
	readonly hall: string;
	readonly at: string;
	readonly units: readonly {
		readonly unit: string;
		readonly rows: readonly { readonly row: string; readonly seats: string }[];
		readonly people: readonly { readonly name: string; readonly category: string; readonly seat: string }[];
	}[];
}
