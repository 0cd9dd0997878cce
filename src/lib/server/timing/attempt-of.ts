import { ALL_PARTS } from '#lib/domain/contest/ballot-sheet.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** Which attempt of a turn counts: the first until it is performed again. `path` may be a part's or sub-part's. */
export async function attemptOf(tx: Tx, roundId: string, teamId: string, path: string): Promise<number> {
	const turns = await tx.performance.findMany({
		where: { roundId, teamId, partKey: { in: [path.split('.')[0]!, ALL_PARTS] } },
		select: { attempt: true }
	});
	return Math.max(1, ...turns.map(({ attempt }) => attempt));
}
