import type { BoardView } from '#lib/live/board.ts';
import { publicBoard } from '#lib/live/board-view.ts';
import type { Context } from '#lib/server/command/command.ts';
import { boardFacts } from './board-facts.ts';

type Writing = Pick<Context, 'tx' | 'at' | 'publish'>;

/**
 * Writes what everybody sees in the transaction that decides it, instead of a moment later: always a new version, so that
 * a publisher that read before is overtaken and reads again.
 */
export async function writePublicBoard(
	{ tx, at, publish }: Writing,
	roundId: string,
	view: BoardView
): Promise<void> {
	const json = JSON.stringify(view);
	await tx.projection.upsert({
		where: { roundId_audience: { roundId, audience: 'public' } },
		create: { roundId, audience: 'public', version: 1, json, updatedAt: at },
		update: { version: { increment: 1 }, json, updatedAt: at }
	});
	publish({ kind: 'board.changed', roundId, audience: 'public' });
}

/** The public board as the round stands in this transaction: one switch for every page, socket and answer. */
export async function bringPublicBoard(context: Writing, roundId: string): Promise<void> {
	const facts = await boardFacts(context.tx, roundId);
	await writePublicBoard(context, roundId, publicBoard(facts, facts.published?.standings));
}
