import type { Exact } from '#lib/domain/shared/exact.ts';
import type { DerivationStep, DropReason } from '../derivation.ts';

/** What one judge contributes: a ballot's sum or a single mark. Always handed over in the order of judge ids. */
export interface JudgeFigure {
	readonly judgeId: string;
	/** The kind of the judge's seat. */
	readonly kind: string | null;
	readonly value: Exact;
}

/** What a method needs to know beside its figures: the most points possible and the size of the whole panel. */
export interface AggregationContext {
	readonly scale: Exact;
	readonly panelSize: number;
}

export interface Aggregated {
	readonly value: Exact;
	readonly dropped: ReadonlyMap<string, DropReason>;
	readonly steps: readonly DerivationStep[];
}

export const NOTHING_DROPPED: ReadonlyMap<string, DropReason> = new Map();
