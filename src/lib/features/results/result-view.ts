import type { EntrantStatus } from '#lib/domain/scoring/entrant.ts';
import type { ChangeWords } from '#lib/words/changes.ts';
import type { Why } from '#lib/words/derivation.ts';
import type { PrizesView } from './prize-view.ts';

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
	/** 'Giải Nhì', and side prizes. */
	readonly prizes: readonly string[];
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
	/** What changed against the version before; null for the first. */
	readonly changes: ChangeWords | null;
}

/** How firmly a version stands, in words. */
export interface StandingWords {
	readonly tone: 'info' | 'warning' | 'success';
	readonly title: string;
	readonly text: string | null;
}

export interface ResultView {
	readonly version: number;
	readonly newest: number;
	/** Time for appeals, official, being corrected; null where there is nothing to say. */
	readonly standing: StandingWords | null;
	/** Withdrawals since this version was published, as sentences. */
	readonly withdrawals: readonly string[];
	readonly publishedAt: string;
	readonly reason: string | null;
	readonly hash: string;
	readonly code: string;
	/** Whether the version can be had as a file that proves it; those from before there were chains cannot. */
	readonly hasPackage: boolean;
	readonly rules: { readonly version: number; readonly hash: string };
	readonly isInvented: boolean;
	readonly parts: readonly string[];
	readonly shownDecimals: number;
	readonly rows: readonly ResultRow[];
	/** Null where the rules give none. */
	readonly prizes: PrizesView | null;
	/** Null where nobody is to go on. */
	readonly through: ThroughView | null;
	readonly history: readonly VersionView[];
}
