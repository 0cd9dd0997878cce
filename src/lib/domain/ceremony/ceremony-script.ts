import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { sha256Hex } from '#lib/domain/shared/sha256.ts';
import type { ResultContent } from '#lib/domain/results/published-result.ts';
import type { CeremonyOptions } from './ceremony-options.ts';
import type { CeremonyStep } from './ceremony-step.ts';

/** Steps are counted from 1. */
export interface NumberedStep {
	readonly number: number;
	readonly step: CeremonyStep;
}

export function numbered(steps: readonly CeremonyStep[]): NumberedStep[] {
	return steps.map((step, index) => ({ number: index + 1, step }));
}

/**
 * SHA-256 over all that a result says but when and as which version it is published: the same before and after, so that
 * the published version can be held against the ceremony that told it.
 */
export function sheetHash(content: ResultContent): string {
	const { contest, round, rules, stage, teams, sheet, standings } = content;
	const { prizes, qualification, decisions, panelHash } = content;
	const said = { contest, round, rules, stage, teams, sheet, standings };
	return sha256Hex(canonicalJson({ ...said, prizes, qualification, decisions, panelHash }));
}

/** SHA-256 over the whole script and the sheet it was made from: what a second person confirms. */
export function scriptHash(script: {
	readonly sheetHash: string;
	readonly options: CeremonyOptions;
	readonly steps: readonly NumberedStep[];
}): string {
	return sha256Hex(canonicalJson({ format: 'kheo-ceremony', formatVersion: 1, ...script }));
}
