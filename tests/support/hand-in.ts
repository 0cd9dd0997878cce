import { scoredParts } from '#lib/domain/contest/part.ts';
import { newId } from '#lib/live/id.ts';
import type { Database } from '#lib/server/db/client.ts';
import { announce } from '#lib/server/realtime/bus.ts';
import type { SmallContest, SmallRound } from './small-contest.ts';

/**
 * Every judge's final ballot for a team, and the scores that are measured, as they lie in the database after a
 * performance; `share` of the most points. Announced like the commands do.
 */
export async function handIn(
	database: Database,
	contest: SmallContest,
	round: SmallRound,
	teamId: string,
	share: number,
	{ performed = true }: { readonly performed?: boolean } = {}
): Promise<void> {
	const at = new Date();
	const parts = scoredParts(contest.stage.parts);
	const byTopPart = Map.groupBy(parts, ({ path }) => path.split('.')[0]!);
	await database.transaction(async (tx) => {
		for (const seat of round.judges) {
			for (const [partKey, scored] of byTopPart) {
				const marks = scored.flatMap(({ path, part }) =>
					part.kind === 'judged'
						? part.criteria.map(
								(criterion) =>
									[`${path}.${criterion.key}`, String(Math.floor(Number(criterion.max) * share))] as const
							)
						: []
				);
				if (marks.length === 0) continue;
				const handedIn = {
					state: 'final',
					marks: JSON.stringify(Object.fromEntries(marks)),
					source: 'tablet',
					finalAt: at
				};
				const key = { roundId: round.id, teamId, seatId: seat.id, partKey };
				await tx.ballot.upsert({
					where: { roundId_teamId_seatId_partKey: key },
					create: { id: newId(), ...key, ...handedIn },
					update: handedIn
				});
			}
		}
		for (const { path, part } of parts) {
			if (part.kind !== 'given') continue;
			const value = String(Math.floor(Number(part.scale) * share));
			const key = { roundId: round.id, teamId, partKey: path };
			await tx.givenScore.upsert({
				where: { roundId_teamId_partKey: key },
				create: { id: newId(), ...key, value, by: 'test', at },
				update: { value }
			});
		}
		if (performed) {
			await tx.performance.updateMany({
				where: { roundId: round.id, teamId },
				data: { status: 'performed' }
			});
			await tx.round.updateMany({
				where: { id: round.id, onStageTeamId: teamId },
				data: { onStageTeamId: null, onStagePartKey: null }
			});
		}
	});
	const where = { contestId: contest.id, roundId: round.id };
	announce([{ kind: 'ballot.changed', ...where, teamId, seatId: round.judges[0]!.id }]);
	const isMore = performed || parts.some(({ part }) => part.kind === 'given');
	if (isMore) announce([{ kind: 'stage.changed', ...where }]);
}
