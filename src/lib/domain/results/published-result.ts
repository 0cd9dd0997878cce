import type { AwardedPrizes } from '#lib/domain/prizes/awarded-prizes.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { Qualification } from '#lib/domain/scoring/qualification.ts';
import type { RoundSheet } from '#lib/domain/scoring/round-sheet.ts';
import type { Standings } from '#lib/domain/scoring/standings.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import { sha256Hex } from '#lib/domain/shared/sha256.ts';
import type { KeptChanges } from './difference.ts';

export interface ResultTeam {
	readonly id: string;
	readonly code: string;
	readonly name: string;
	readonly units: readonly string[];
	/** Order of performance. */
	readonly position: number;
}

/** Somebody at the table, by name: printed in the signed record, shown to nobody else unless the rules say so. */
export interface ResultSeat {
	readonly id: string;
	readonly label: string;
	readonly name: string;
	readonly role: string;
	readonly speciality: string | null;
}

/** What people decided where the rules asked them, with the names of those who answer for it. */
export interface ResultDecision {
	readonly kind: string;
	readonly roundId: string | null;
	/** Of a decision about a prize. */
	readonly prizeKey?: string;
	/** Teams in the order decided; those of one group are level. */
	readonly order: readonly (readonly string[])[];
	readonly reason: string;
	readonly secondBy: string | null;
}

/** Who goes through, as far as it was known: of this round's cluster alone, or of the whole stage. */
export interface ResultQualification extends Qualification {
	readonly scope: 'round' | 'stage';
	readonly toStage: Name | null;
	readonly teams: readonly {
		readonly id: string;
		readonly name: string;
		readonly cluster: string | null;
		readonly clusterEn?: string | null;
	}[];
}

/**
 * Everything that a published result says, and all that it can be recomputed from: `tabulate(stage, sheet)` gives
 * `standings` again. Judges are GK1, GK2 ... unless the rules show their names.
 */
export interface ResultContent {
	readonly format: 'kheo-result';
	readonly formatVersion: 1;
	readonly version: number;
	/** Why there is another version; null for the first. */
	readonly reason: string | null;
	readonly publishedAt: string;
	readonly contest: {
		readonly code: string;
		readonly title: Name;
		readonly host: string;
		readonly hostKind: string;
		readonly level: string;
		readonly venue: string | null;
		readonly isInvented: boolean;
	};
	readonly round: {
		readonly id: string;
		readonly name: string;
		/** Since rounds and clusters may have English names. */
		readonly nameEn?: string | null;
		readonly stageKey: string;
		readonly cluster: string | null;
		readonly venue: string | null;
		readonly startsAt: string | null;
		readonly openedAt: string | null;
		readonly closedAt: string | null;
	};
	readonly rules: { readonly version: number; readonly hash: string };
	readonly stage: Stage;
	readonly teams: readonly ResultTeam[];
	readonly sheet: RoundSheet;
	readonly standings: Standings;
	/**
	 * As awarded when this version was published; they never change again. Ceremony and certificates read them here and
	 * never award anew. Missing in versions from before prizes were kept.
	 */
	readonly prizes?: AwardedPrizes;
	readonly qualification: ResultQualification | null;
	readonly decisions: readonly ResultDecision[];
	/** SHA-256 of the canonical JSON of the panel: proves the names without showing them. */
	readonly panelHash: string;
	/** What this version says otherwise than the one before; missing in the first, and in versions from before it was kept. */
	readonly changes?: KeptChanges;
	/** Where the round's chain of marks and decisions stood; missing in versions from before there was one. */
	readonly chain?: { readonly entries: number; readonly head: string };
}

/** As it is stored: with the names of the panel. */
export interface PublishedResult extends ResultContent {
	readonly panel: readonly ResultSeat[];
}

export function panelHash(panel: readonly ResultSeat[]): string {
	return sha256Hex(canonicalJson(panel));
}

/** What everybody may see: without the panel's names, unless the rules show them. */
export function contentOf({ panel: _panel, ...content }: PublishedResult): ResultContent {
	return content;
}

/** SHA-256 of the canonical JSON of the content, 64 hexadecimal digits: anybody can compute it from the public JSON. */
export function resultHash(content: ResultContent): string {
	return sha256Hex(canonicalJson(content));
}
