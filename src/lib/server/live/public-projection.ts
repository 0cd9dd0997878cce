import type { Tx } from '#lib/server/db/client.ts';
import { storedBoard, type StoredBoard } from './stored-board.ts';

/**
 * What everybody may see of a round, as it was last published. Null while there is nothing, and for a contest that is
 * still a draft. Public pages and sockets read boards here and nowhere else.
 */
export async function publicProjection(read: Tx, roundId: string): Promise<StoredBoard | null> {
	const round = await read.round.findUnique({
		where: { id: roundId },
		select: { contest: { select: { status: true } } }
	});
	if (!round || round.contest.status === 'draft') return null;
	return storedBoard(read, roundId, 'public');
}
