import type { Stage } from '#lib/domain/contest/rules.ts';
import type { RoundSheet } from '#lib/domain/scoring/round-sheet.ts';
import type { Standings } from '#lib/domain/scoring/standings.ts';
import { tabulate } from '#lib/domain/scoring/tabulate.ts';

/**
 * Tabulates, and answers from memory when stage and sheet are the same as lately: most happenings move the stage or the
 * official board only, and exact arithmetic over a whole round is the dearest thing that the publisher does.
 */
export function rememberingTabulate(kept = 24): typeof tabulate {
	const answers = new Map<string, Standings>();
	return (stage: Stage, sheet: RoundSheet) => {
		const { marks, ...others } = sheet;
		// Thousands of marks: what JSON would write of them in four times the time.
		let question = JSON.stringify([stage, others]);
		for (const { teamId, judgeId, criterionKey, value } of marks) {
			question += `\n${teamId} ${judgeId} ${criterionKey} ${value}`;
		}
		const standings = answers.get(question) ?? tabulate(stage, sheet);
		answers.delete(question);
		answers.set(question, standings);
		if (answers.size > kept) answers.delete(answers.keys().next().value!);
		return standings;
	};
}
