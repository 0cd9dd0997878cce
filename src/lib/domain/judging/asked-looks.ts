import type { Mark } from '#lib/domain/scoring/mark.ts';
import { marksToLookAt, type LookFinding, type LookLine } from './second-look.ts';

/** confirmed and revised are the judge's words, the others the chair's. */
export const LOOK_ANSWERS = ['confirmed', 'revised', 'let-stand', 'taken-back'] as const;
export type LookAnswer = (typeof LOOK_ANSWERS)[number];

/** A mark that the chair asked about or let stand; of the sheet as a whole where `criterionKey` is null. */
export interface AskedLook {
	readonly teamId: string;
	readonly judgeId: string;
	readonly criterionKey: string | null;
	/** The mark as it was then. */
	readonly value: string | null;
	/** Null: the judge has not answered. */
	readonly answer: LookAnswer | null;
}

/** The findings that nobody has asked about or let stand, for the mark as it is now. A question taken back leaves it open. */
export function unseen(
	findings: readonly LookFinding[],
	looks: readonly AskedLook[]
): readonly LookFinding[] {
	const seen = new Set(
		looks
			.filter(({ answer }) => answer !== 'taken-back')
			.map(({ teamId, judgeId, criterionKey, value }) => `${teamId} ${judgeId} ${criterionKey} ${value}`)
	);
	return findings.filter(
		({ teamId, judgeId, criterionKey, value }) => !seen.has(`${teamId} ${judgeId} ${criterionKey} ${value}`)
	);
}

/** The teams whose number the public waits for where the rules say `hold`: a question is open, or a finding is unseen. */
export function teamsOnHold(
	lines: readonly LookLine[],
	marks: readonly Mark[],
	looks: readonly AskedLook[]
): ReadonlySet<string> {
	return new Set([
		...looks.filter(({ answer }) => answer === null).map(({ teamId }) => teamId),
		...unseen(marksToLookAt(lines, marks), looks).map(({ teamId }) => teamId)
	]);
}
