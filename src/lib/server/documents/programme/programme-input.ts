import type { Letterhead } from '../letterhead.ts';

/** A released programme to be printed: plain data, so that a worker can have it. */
export interface ProgrammeInput {
	readonly locale: 'vi' | 'en';
	readonly family: Letterhead;
	readonly conference: {
		readonly title: string;
		readonly host: string;
		readonly venue: string | null;
		readonly isInvented: boolean;
	};
	/** The version, and when it was released. */
	readonly number: number;
	readonly at: string;
	readonly days: readonly {
		readonly day: string;
		readonly items: readonly {
			/** '08:00 – 08:30' */
			readonly time: string;
			readonly title: string;
			readonly owner: string | null;
			/** Null where the whole conference is in one hall. */
			readonly room: string | null;
			readonly speeches: readonly string[];
		}[];
	}[];
}
