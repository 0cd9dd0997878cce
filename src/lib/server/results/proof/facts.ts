import type { ResultContent } from '#lib/domain/results/published-result.ts';
import type { CutInput, EntryKind } from '#lib/domain/results/result-package.ts';
import { hashOf } from './chain.ts';

export interface Fact {
	readonly kind: EntryKind;
	readonly body: unknown;
}

/** Everything that a version's sheet and its cut state, one fact an entry; equal facts of one kind are one. */
export function factsOf({ sheet, decisions }: ResultContent, cut: CutInput | null): Fact[] {
	const of = (kind: EntryKind, bodies: readonly unknown[]) => bodies.map((body) => ({ kind, body }));
	const { otherRounds = [], decisions: cutDecisions, clusterKeys } = cut ?? {};
	return [
		...of('seat', sheet.judges),
		...of('entrant', sheet.entrants),
		...of('exclusion', sheet.exclusions),
		...of('mark', sheet.marks),
		...of('given', sheet.givenScores),
		...of('deduction', sheet.deductions),
		...of('timing', sheet.timings),
		...of('lots', sheet.lots),
		...of('vote', sheet.votes),
		...of('decision', decisions),
		...of(
			'otherRound',
			otherRounds.map((other) => ({ roundId: other.roundId, hash: hashOf(other) }))
		),
		...(cutDecisions ? of('cutDecisions', [{ ...cutDecisions, clusterKeys }]) : [])
	];
}
