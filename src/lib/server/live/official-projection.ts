import type { Tx } from '#lib/server/db/client.ts';
import { storedBoard, type StoredBoard } from './stored-board.ts';

/** The board of desk and jury. Callers have asked the policy for `board.read-official` before. */
export function officialProjection(read: Tx, roundId: string): Promise<StoredBoard | null> {
	return storedBoard(read, roundId, 'official');
}
