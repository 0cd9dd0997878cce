import type { Stage } from '#lib/domain/contest/rules.ts';
import type { ConfirmedTime } from '#lib/domain/scoring/deduction.ts';
import { timeProposed } from '#lib/domain/timing/time-proposed.ts';
import { partAt } from '#lib/server/judging/part-at.ts';

interface DeductionRow {
	readonly partKey: string | null;
	readonly proposed: string | null;
	readonly durationMs: number | null;
	readonly issuedBy: string;
}

/** What stood beside a penalty for time when it was confirmed; nothing where it was written without a proposal. */
export function confirmedTime(
	stage: Stage,
	{ partKey, proposed, durationMs, issuedBy }: DeductionRow,
	people: ReadonlyMap<string, string>
): { readonly time?: ConfirmedTime } {
	if (partKey === null || proposed === null || durationMs === null) return {};
	const part = partAt(stage, partKey);
	const excessMs = (part && timeProposed(part, durationMs)?.excessMs) ?? 0;
	return { time: { durationMs, excessMs, proposed, by: people.get(issuedBy) ?? '' } };
}
