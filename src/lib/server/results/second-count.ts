import type { ResultContent } from '#lib/domain/results/published-result.ts';
import type { CutInput } from '#lib/domain/results/result-package.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { log } from '#lib/server/log.ts';
import { recountResult } from '../../../recount/recount-result.ts';

/**
 * Counts a result by the second implementation before it is published. Refuses where the two do not agree; a rule that the
 * second does not know is logged and stands in nobody's way, for a package says by itself that it was not counted.
 */
export function assertSecondCount(content: ResultContent, cut: CutInput | null): void {
	const { differences, notCounted } = recountResult(content, cut);
	const about = { roundId: content.round.id, version: content.version };
	if (notCounted !== null) log.warn({ ...about, notCounted }, 'the second count does not know a rule');
	if (differences.length === 0) return;
	log.error({ ...about, differences: differences.slice(0, 20) }, 'two counts of a result do not agree');
	const names = new Map(content.teams.map(({ id, name }) => [id, name]));
	const teams = [...new Set(differences.flatMap(({ teamId }) => names.get(teamId ?? '') ?? []))];
	throw new Refusal('results_second_count_differs', { teams: teams.join(', ') || '–' });
}
