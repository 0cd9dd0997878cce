import type { BoardFacts } from '#lib/live/board-view.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { lastEntry, loggedSince } from '#lib/server/db/statements.ts';
import { OF_TABLETS } from '#lib/server/judging/round-facts.ts';
import { marksOfFinalBallots } from '#lib/server/results/marks-of-final-ballots.ts';
import { boardFacts } from './board-facts.ts';

interface Kept {
	readonly facts: BoardFacts;
	/** The newest audit entry that they know of. */
	readonly upTo: number;
}

const MOST_KEPT = 50;

/**
 * Reads what boards are made of. Asked for `sheets` alone, because one was handed in, it reads nothing but the sheets
 * again, unless the audit log tells of anything else since.
 */
export function rememberingFacts() {
	const kept = new Map<string, Kept>();

	async function withSheets(read: Tx, roundId: string, { facts, upTo }: Kept): Promise<Kept | null> {
		const { newest, other } = await loggedSince(read, upTo, OF_TABLETS);
		if (other !== null) return null;
		const { marks } = await marksOfFinalBallots(read, roundId);
		return { facts: { ...facts, sheet: { ...facts.sheet, marks } }, upTo: newest };
	}

	return async (read: Tx, roundId: string, asked: 'sheets' | 'all'): Promise<BoardFacts> => {
		const known = asked === 'sheets' ? kept.get(roundId) : undefined;
		const next = (known && (await withSheets(read, roundId, known))) ?? {
			upTo: (await lastEntry(read))?.seq ?? 0,
			facts: await boardFacts(read, roundId)
		};
		if (kept.size >= MOST_KEPT) kept.clear();
		kept.set(roundId, next);
		return next.facts;
	};
}
