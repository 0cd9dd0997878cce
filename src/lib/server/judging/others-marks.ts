import { sheetLines } from '#lib/domain/contest/ballot-sheet.ts';
import { exact, exactText, sum } from '#lib/domain/shared/exact.ts';
import type { OtherBallotView } from '#lib/live/judge-protocol.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { RoundFacts } from './round-facts.ts';

/**
 * What the rest of the panel handed in for the turns that this judge has handed in too, where the rules say that judges see
 * each other's marks then. Drafts are in it for nobody, and a sheet that was opened again closes the view of the others.
 */
export async function othersMarks(
	read: Tx,
	facts: RoundFacts,
	roundId: string,
	seatId: string,
	own: readonly { readonly teamId: string; readonly partKey: string; readonly state: string }[]
): Promise<OtherBallotView[]> {
	const handedIn = own.filter(({ state }) => state === 'final');
	if (!facts.stage.visibility.judgesSeeOthersAfterFinal || handedIn.length === 0) return [];
	const ballots = await read.ballot.findMany({
		where: {
			roundId,
			seatId: { not: seatId },
			state: 'final',
			OR: handedIn.map(({ teamId, partKey }) => ({ teamId, partKey }))
		},
		select: { teamId: true, partKey: true, seatId: true, marks: true }
	});
	return [...facts.seats.values()].flatMap((seat) =>
		ballots
			.filter((ballot) => ballot.seatId === seat.id)
			.map(({ teamId, partKey, marks: json }): OtherBallotView => {
				const given = JSON.parse(json ?? '{}') as Record<string, string>;
				const marks = sheetLines(facts.stage, partKey, seat.kind).flatMap(({ path, criterion }) =>
					given[path] === undefined
						? []
						: [{ path, value: given[path], counted: exact(given[path]).mul(exact(criterion.coefficient)) }]
				);
				return {
					teamId,
					partKey,
					label: seat.label,
					total: exactText(sum(marks.map(({ counted }) => counted))),
					marks: marks.map(({ path, value }) => ({ path, value }))
				};
			})
	);
}
