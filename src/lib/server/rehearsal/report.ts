import type { Trouble } from './mix.ts';

/** One thing that is not as it must be. Message keys `rehearsal_found_…` say it in words. */
export interface Found {
	readonly code: (typeof FINDINGS)[number];
	readonly params: Readonly<Record<string, string | number>>;
}

export const FINDINGS = [
	/** count */ 'lost',
	/** count */ 'undelivered',
	/** count */ 'doubled',
	/** count */ 'altered',
	/** count */ 'contradicted',
	/** count */ 'strange',
	/** count */ 'sheetsDiffer',
	/** round, places */ 'countsDiffer',
	/** round, what */ 'notCounted',
	/** seq */ 'chainBroken',
	/** round */ 'boardsDiffer',
	/** round */ 'notPublished',
	/** round, places */ 'packageDiffers',
	/** what */ 'stopped'
] as const;

export interface HeldRound {
	readonly id: string;
	readonly name: string;
	readonly stageKey: string;
	readonly teams: number;
	readonly judges: number;
	/** Code of the published result; null where none was published. */
	readonly code: string | null;
	/** Team codes in the order of their places, with the place. */
	readonly places: readonly {
		readonly code: string;
		readonly rank: number | null;
		readonly total: string | null;
	}[];
}

/** What a rehearsal came to. */
export interface RehearsalReport {
	readonly ok: boolean;
	readonly contest: { readonly id: string; readonly code: string; readonly title: string };
	readonly seed: string;
	readonly mix: readonly Trouble[];
	readonly speed: number;
	readonly seconds: number;
	readonly inventedJudges: number;
	readonly rounds: readonly HeldRound[];
	readonly marks: {
		/** Made by the robots. */
		readonly made: number;
		/** In frames, each counted as often as it was sent. */
		readonly sent: number;
		readonly acknowledged: number;
		readonly stored: number;
		/** Kept beside the log for a person to decide. */
		readonly held: number;
		readonly refused: number;
		readonly lost: number;
		readonly doubled: number;
	};
	readonly sheets: { readonly handedIn: number; readonly final: number; readonly differing: number };
	readonly happened: Readonly<Record<string, number>>;
	readonly counts: { readonly compared: number; readonly differences: number };
	readonly packages: { readonly checked: number; readonly right: number };
	readonly audit: { readonly whole: boolean; readonly entries: number };
	readonly boards: { readonly compared: number; readonly differing: number };
	/** Milliseconds from sending to the acknowledgement; null where nothing was sent. */
	readonly ackMs: { readonly p50: number | null; readonly p99: number | null };
	readonly found: readonly Found[];
}
