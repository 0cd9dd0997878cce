import { sheetLines } from '#lib/domain/contest/ballot-sheet.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { takeStep } from '#lib/server/contest/round-step.ts';
import type { Tx } from '#lib/server/db/client.ts';
import {
	ballotAt,
	needsSecondPerson,
	openBallot,
	type SheetPlace
} from '#lib/server/judging/unlock-ballot.ts';
import { qualificationOf, withSheet } from '#lib/server/results/qualification.ts';
import { contentOfRound, shownDifference, type ShownDifference } from './difference.ts';

/** What opening the sheet takes out of the standings until it is handed in again. Refuses where one person may open it. */
export async function unlockDifference(
	read: Tx,
	place: SheetPlace,
	at: Date
): Promise<{ readonly difference: ShownDifference; readonly basis: string }> {
	const { roundId, teamId, seatId, partKey } = place;
	const round = await read.round.findUniqueOrThrow({
		where: { id: roundId },
		select: { state: true, contestId: true, stageKey: true }
	});
	if (round.state === 'published') throw new Refusal('contest_round_is_published');
	const ballot = await ballotAt(read, place);
	if (!ballot || !(await needsSecondPerson(read, place))) {
		throw new Refusal('approval_one_is_enough');
	}
	const of = await qualificationOf(read, round.contestId, round.stageKey);
	const own = of.rounds.find((one) => one.round.id === roundId)!;
	const seat = own.panel.find(({ id }) => id === seatId);
	const lines = new Set(sheetLines(own.stage, partKey, seat?.speciality ?? null).map(({ path }) => path));
	const without = withSheet(of, roundId, (sheet) => ({
		...sheet,
		marks: sheet.marks.filter(
			(mark) => mark.teamId !== teamId || mark.judgeId !== seatId || !lines.has(mark.criterionKey)
		)
	}));
	const before = await contentOfRound(read, of, roundId, at);
	const after = await contentOfRound(read, without, roundId, at);
	const marks = JSON.parse(ballot.marks ?? '{}') as Record<string, string>;
	return {
		difference: {
			...shownDifference(before, after),
			sheet: {
				teamId,
				seat: seat ? `${seat.label} · ${seat.name}` : seatId,
				handedInAt: ballot.finalAt?.toISOString() ?? null,
				marks: [...lines].flatMap((path) => (marks[path] === undefined ? [] : [{ path, value: marks[path] }]))
			}
		},
		basis: `${ballot.id} ${ballot.version}`
	};
}

/** Opens the sheet that two people agreed to open; a round that was closed or verified takes marks again. */
export async function unlockAgreed(context: Context, place: SheetPlace, reason: string): Promise<void> {
	const { roundId } = place;
	const { state } = await context.tx.round.findUniqueOrThrow({
		where: { id: roundId },
		select: { state: true }
	});
	if (state === 'verified') {
		await takeStep(context, { roundId, step: 'unverify', data: { verifiedAt: null }, reason });
	}
	if (state === 'verified' || state === 'closed') {
		await takeStep(context, { roundId, step: 'reopen', data: { closedAt: null }, reason });
	}
	await openBallot(context, place, reason);
}
