import type { Rules } from '#lib/domain/contest/rules.ts';
import type { QualificationDecisions } from '#lib/domain/scoring/qualification.ts';
import type { RoundSheet } from '#lib/domain/scoring/round-sheet.ts';
import type { ResultContent } from './published-result.ts';

/** What an entry of the chain speaks of. A fact stands in the sheet of a version; the others are notes beside it. */
export const FACT_KINDS = [
	'seat',
	'entrant',
	'exclusion',
	'mark',
	'given',
	'deduction',
	'timing',
	'lots',
	'vote',
	'decision',
	'otherRound',
	'cutDecisions'
] as const;
export const NOTE_KINDS = ['rules', 'markReplaced', 'unlocked', 'voided', 'auditLog', 'version'] as const;
export type EntryKind = (typeof FACT_KINDS)[number] | (typeof NOTE_KINDS)[number];

/** stated: holds from here on · takenBack: the same fact no longer holds · noted: what happened beside the sheet. */
export type EntryChange = 'stated' | 'takenBack' | 'noted';

/**
 * One link: `bodyHash` is the SHA-256 of the body's canonical JSON, `hash` that of {seq, kind, change, at, bodyHash, prev}.
 * A body that is nobody's business, such as a mark that its judge replaced before handing in, is null; its hash stays.
 */
export interface ChainEntry {
	readonly seq: number;
	readonly kind: EntryKind;
	readonly change: EntryChange;
	readonly at: string | null;
	readonly body: unknown;
	readonly bodyHash: string;
	readonly prev: string;
	readonly hash: string;
}

/** The latest entry that a result's own hash covers. */
export interface ChainHead {
	readonly entries: number;
	readonly head: string;
}

/** Another round of the stage that the qualification looks at, as it stood; its judges are named by their seats. */
export interface OtherRound {
	readonly roundId: string;
	readonly clusterId: string | null;
	/** Null: the round was counted by the rules of this one. */
	readonly stage: unknown;
	readonly sheet: RoundSheet;
}

/** What the told qualification was computed from, beside the round itself; null where none was told. */
export interface CutInput {
	readonly otherRounds: readonly OtherRound[];
	readonly decisions: QualificationDecisions;
	/** How the rules name the clusters, by id. */
	readonly clusterKeys: Readonly<Record<string, string>>;
}

/** Everything that one published version can be proved from: one file, without any personal data that is not public. */
export interface ResultPackage {
	readonly format: 'kheo-result-package';
	readonly version: 1;
	/** Under which the version is found on the installation's verify page. */
	readonly code: string;
	/** SHA-256 of the canonical JSON of `result`: printed on the record. */
	readonly resultHash: string;
	readonly rules: Rules;
	readonly result: ResultContent;
	readonly cut: CutInput | null;
	readonly chain: readonly ChainEntry[];
}
