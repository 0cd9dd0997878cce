import { listChanges, type ResultChanges } from '#lib/domain/results/difference.ts';
import type { PublishedResult } from '#lib/domain/results/published-result.ts';
import { toldQualification } from './obstacles.ts';
import type { StageQualification } from './qualification.ts';

/** How the teams that go on have changed since a version was published, while it still holds: somebody withdrew. */
export function listChangedSince(
	of: StageQualification,
	roundId: string,
	newest: PublishedResult
): ResultChanges['through'] {
	const told = newest.qualification;
	const now = toldQualification(of, roundId);
	const isPublished = of.rounds.find(({ round }) => round.id === roundId)?.round.state === 'published';
	if (!isPublished || told?.state !== 'decided' || !now) return { added: [], removed: [] };
	const own = new Set(newest.teams.map(({ id }) => id));
	return listChanges(told, { scope: now.scope, through: now.qualification.through }, own);
}
