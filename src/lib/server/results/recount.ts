import type { Mark } from '#lib/domain/scoring/mark.ts';
import type { Tx } from '#lib/server/db/client.ts';

/**
 * Teams whose counted marks are not the newest in the append-only log: a second way to the same figures, taken once
 * before publication. What a judge handed in and what was logged must agree, or somebody has to look.
 */
export async function differingFromLog(
	read: Tx,
	roundId: string,
	counted: readonly Mark[]
): Promise<string[]> {
	const log = await read.mark.findMany({
		where: { roundId },
		orderBy: { seq: 'asc' },
		select: { teamId: true, seatId: true, criterion: true, value: true }
	});
	const newest = new Map(
		log.map(({ teamId, seatId, criterion, value }) => [`${teamId} ${seatId} ${criterion}`, value])
	);
	const differing = counted.filter(
		({ teamId, judgeId, criterionKey, value }) => newest.get(`${teamId} ${judgeId} ${criterionKey}`) !== value
	);
	return [...new Set(differing.map(({ teamId }) => teamId))];
}
