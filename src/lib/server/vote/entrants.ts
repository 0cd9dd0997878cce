import type { Entered } from '#lib/domain/vote/candidates.ts';
import type { Tx } from '#lib/server/db/client.ts';

export interface VoteEntrant extends Entered {
	readonly name: string;
	readonly units: readonly string[];
}

/** The teams of a round as a vote sees them, in the order of performance. */
export async function voteEntrants(read: Tx, roundId: string): Promise<VoteEntrant[]> {
	const [entries, turns] = await Promise.all([
		read.entry.findMany({
			where: { roundId },
			orderBy: [{ position: 'asc' }, { id: 'asc' }],
			include: {
				team: {
					select: {
						name: true,
						isGuest: true,
						withdrawnAt: true,
						units: { orderBy: { position: 'asc' }, select: { unit: { select: { name: true } } } }
					}
				}
			}
		}),
		read.performance.findMany({ where: { roundId }, select: { teamId: true, status: true } })
	]);
	return entries.map(({ teamId, position, status, team }) => {
		const own = turns.filter((turn) => turn.teamId === teamId);
		return {
			teamId,
			position,
			name: team.name,
			units: team.units.map(({ unit }) => unit.name),
			isCompeting: status === 'competing' && team.withdrawnAt === null,
			isGuest: team.isGuest,
			hasPerformed:
				own.some((turn) => turn.status === 'performed') &&
				own.every((turn) => turn.status === 'performed' || turn.status === 'missed')
		};
	});
}
