import type { EntrantStatus } from '#lib/domain/scoring/entrant.ts';
import type { Why } from '#lib/words/derivation.ts';

/** One row of a result as the page shows it; every number is decimal text. */
export interface ResultRow {
	readonly teamId: string;
	readonly team: string;
	readonly units: readonly string[];
	readonly rank: number | null;
	readonly isShared: boolean;
	readonly isThrough: boolean;
	readonly reserve: number | null;
	readonly status: EntrantStatus;
	/** 'Khách mời', 'Vắng mặt' ...; null for a team with a place. */
	readonly statusWords: string | null;
	/** One for each part. */
	readonly scores: readonly (string | null)[];
	readonly total: string | null;
	readonly why: Why;
}

/** Who goes through, with the reserves; `isDecided` false: it is not known yet. */
export interface ThroughView {
	readonly isDecided: boolean;
	readonly toStage: string | null;
	readonly scope: 'round' | 'stage';
	readonly teams: readonly { readonly id: string; readonly name: string; readonly cluster: string | null }[];
	/** A sentence for each list of reserves. */
	readonly reserves: readonly string[];
}

export interface VersionView {
	readonly version: number;
	readonly publishedAt: string;
	readonly reason: string | null;
	readonly hash: string;
	/** What changed against the version before, as sentences; null for the first. */
	readonly changes: readonly string[] | null;
}

export interface ResultView {
	readonly version: number;
	readonly newest: number;
	readonly publishedAt: string;
	readonly reason: string | null;
	readonly hash: string;
	readonly code: string;
	readonly rules: { readonly version: number; readonly hash: string };
	readonly isInvented: boolean;
	readonly parts: readonly string[];
	readonly shownDecimals: number;
	readonly rows: readonly ResultRow[];
	/** Null where nobody is to go on. */
	readonly through: ThroughView | null;
	readonly history: readonly VersionView[];
}
