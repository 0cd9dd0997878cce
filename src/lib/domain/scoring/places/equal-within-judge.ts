import type { Stage } from '#lib/domain/contest/rules.ts';
import type { RoundSheet } from '../round-sheet.ts';
import type { EqualBallots } from './equal-ballots.ts';
import { equalBallots } from './equal-ballots.ts';

/**
 * Judge, part and teams wherever a judge repeats a place among the competing teams although the rules forbid it: what the
 * judge has to settle before the round closes, and what a ballot about to be handed in would repeat.
 */
export function equalWithinJudge(stage: Stage, sheet: RoundSheet): EqualBallots[] {
	const competing = sheet.entrants.filter((entrant) => entrant.status === 'competing' && !entrant.isGuest);
	return equalBallots(
		stage,
		competing.map((entrant) => entrant.id),
		sheet.marks
	);
}
