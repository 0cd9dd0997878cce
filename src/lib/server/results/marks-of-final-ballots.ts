import type { Mark } from '#lib/domain/scoring/mark.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** A judge's sheet that is begun and not handed in: its marks do not count yet. */
export interface UnfinishedBallot {
	readonly teamId: string;
	readonly judgeId: string;
	readonly partKey: string;
}

export interface RoundMarks {
	readonly marks: readonly Mark[];
	readonly unfinished: readonly UnfinishedBallot[];
}

/**
 * The marks that count: those of final ballots, as they were handed in. A draft is what a judge is still thinking about;
 * it never moves a place.
 */
export async function marksOfFinalBallots(read: Tx, roundId: string): Promise<RoundMarks> {
	const ballots = await read.ballot.findMany({
		where: { roundId },
		select: { teamId: true, seatId: true, partKey: true, state: true, marks: true }
	});
	const marks: Mark[] = [];
	const unfinished: UnfinishedBallot[] = [];
	for (const { teamId, seatId, partKey, state, marks: handedIn } of ballots) {
		if (state !== 'final') {
			unfinished.push({ teamId, judgeId: seatId, partKey });
			continue;
		}
		const given = JSON.parse(handedIn ?? '{}') as Record<string, string | null>;
		for (const [criterionKey, value] of Object.entries(given)) {
			if (value !== null) marks.push({ teamId, judgeId: seatId, criterionKey, value });
		}
	}
	return { marks, unfinished };
}
