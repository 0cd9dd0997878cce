import type { BoardView, ProjectionKind } from '#lib/live/board.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** A projection as it stands in the database. */
export interface StoredBoard {
	readonly version: number;
	/** When this version was written. */
	readonly at: Date;
	readonly view: BoardView;
}

/** Reads one projection by its own key; whoever is given the kind decides what may be seen with it. */
export async function storedBoard(
	read: Tx,
	roundId: string,
	audience: ProjectionKind
): Promise<StoredBoard | null> {
	const row = await read.projection.findUnique({ where: { roundId_audience: { roundId, audience } } });
	return row && { version: row.version, at: row.updatedAt, view: JSON.parse(row.json) as BoardView };
}
