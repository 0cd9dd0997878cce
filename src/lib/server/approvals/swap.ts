import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { swappedSeats, type Swap } from '#lib/server/judging/swap-teams.ts';
import { qualificationOf, withSheet } from '#lib/server/results/qualification.ts';
import { contentOfRound, shownDifference, type ShownDifference } from './difference.ts';

/** What exchanging the sheets does to marks, places and prizes. Refuses where nothing can be exchanged. */
export async function swapDifference(
	read: Tx,
	swap: Swap,
	at: Date
): Promise<{ readonly difference: ShownDifference; readonly basis: string }> {
	const { roundId, teamId, otherTeamId } = swap;
	const round = await read.round.findUnique({
		where: { id: roundId },
		select: { state: true, contestId: true, stageKey: true }
	});
	if (!round) throw new Refusal('not_found');
	if (round.state === 'published') throw new Refusal('contest_round_is_published');
	const seats = await swappedSeats(read, swap);
	const paths = new Map(seats.map((seat) => [seat.seatId, new Set(seat.paths)]));
	const otherOf = (of: string) => (of === teamId ? otherTeamId : of === otherTeamId ? teamId : of);
	const of = await qualificationOf(read, round.contestId, round.stageKey);
	const exchanged = withSheet(of, roundId, (sheet) => ({
		...sheet,
		marks: sheet.marks.map((mark) =>
			paths.get(mark.judgeId)?.has(mark.criterionKey) ? { ...mark, teamId: otherOf(mark.teamId) } : mark
		)
	}));
	const before = await contentOfRound(read, of, roundId, at);
	const after = await contentOfRound(read, exchanged, roundId, at);
	return {
		difference: {
			...shownDifference(before, after),
			swap: {
				teamId,
				otherTeamId,
				seats: seats.map(({ seat, paths, sheet, other }) => ({
					seat,
					marks: paths.map((path) => ({
						path,
						team: sheet.marks[path] ?? null,
						other: other.marks[path] ?? null
					}))
				}))
			}
		},
		basis: seats
			.map(({ sheet, other }) => `${sheet.ballotId} ${sheet.version} ${other.ballotId} ${other.version}`)
			.join('\n')
	};
}
