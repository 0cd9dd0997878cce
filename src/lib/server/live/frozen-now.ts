import type { BoardView } from '#lib/live/board.ts';
import type { FrozenStage } from '#lib/live/frozen-board.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** A round's public board while it stands still. */
export interface Frozen {
	readonly since: Date;
	readonly startedBy: string;
	readonly cause: 'rules' | 'desk';
	readonly reason: string | null;
	readonly board: BoardView;
	readonly stage: FrozenStage;
}

/** The freeze of a round as it is now. Null where there is none, once the desk ended it, and once a result is published. */
export async function frozenNow(read: Tx, roundId: string): Promise<Frozen | null> {
	const row = await read.freeze.findUnique({ where: { roundId } });
	if (!row || row.thawedAt) return null;
	if ((await read.resultVersion.count({ where: { roundId } })) > 0) return null;
	return {
		since: row.startedAt,
		startedBy: row.startedBy,
		cause: row.cause as Frozen['cause'],
		reason: row.reason,
		board: JSON.parse(row.board) as BoardView,
		stage: JSON.parse(row.stage) as FrozenStage
	};
}
