import * as v from 'valibot';
import { sheetLines } from '#lib/domain/contest/ballot-sheet.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId } from '#lib/server/contest/input.ts';
import { takeStep } from '#lib/server/contest/round-step.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { currentMarks } from './current-marks.ts';
import { roundIn, teamIn } from './round-in.ts';

/** Two teams whose sheets were exchanged, by one judge or, without a seat, by the whole panel. */
export const SwapSchema = v.object({
	roundId: id,
	teamId: id,
	otherTeamId: id,
	seatId: optionalId,
	partKey: v.pipe(v.string(), v.maxLength(40))
});
export type Swap = v.InferOutput<typeof SwapSchema>;

type Marks = Readonly<Record<string, string>>;
interface SwappedSheet {
	readonly ballotId: string;
	readonly teamId: string;
	readonly version: number;
	readonly finalAt: Date | null;
	readonly source: string;
	readonly marks: Marks;
}

/** One judge's two sheets, each with the marks that it has now. */
export interface SwappedSeat {
	readonly seatId: string;
	readonly seat: string;
	readonly paths: readonly string[];
	readonly sheet: SwappedSheet;
	readonly other: SwappedSheet;
}

/**
 * The sheets that a swap exchanges. Both turns must have been performed, and every judge whose sheets are exchanged must
 * have handed in both and may mark both teams: a swap moves what was handed in and makes no sheet that there was not.
 */
export async function swappedSeats(read: Tx, swap: Swap): Promise<readonly SwappedSeat[]> {
	const { roundId, teamId, otherTeamId, partKey } = swap;
	if (teamId === otherTeamId) {
		throw new Refusal('invalid', {}, [{ field: 'otherTeamId', code: 'swap_same_team' }]);
	}
	const round = await roundIn(read, roundId, ['open', 'closed', 'verified']);
	for (const one of [teamId, otherTeamId]) {
		if (!teamIn(round, one).isCompeting) throw new Refusal('judging_team_not_competing');
		const turn = round.facts.turns.find((known) => known.teamId === one && known.partKey === partKey);
		if (turn?.status !== 'performed') throw new Refusal('swap_not_performed');
	}
	const judges = [...round.facts.seats.values()].filter(
		({ id, isJudge }) => isJudge && (swap.seatId === null || id === swap.seatId)
	);
	if (judges.length === 0) throw new Refusal('not_found');
	const ballots = await read.ballot.findMany({
		where: { roundId, partKey, teamId: { in: [teamId, otherTeamId] } }
	});
	const seats = judges.flatMap((judge): SwappedSeat[] => {
		const paths = sheetLines(round.facts.stage, partKey, judge.kind).map(({ path }) => path);
		const own = ballots.filter(({ seatId }) => seatId === judge.id);
		const isAsked = paths.length > 0 && (own.length > 0 || swap.seatId !== null);
		if (!isAsked) return [];
		const sheetOf = (of: string): SwappedSheet => {
			if (round.facts.conflict(judge.id, of)) throw new Refusal('judging_conflict');
			const ballot = own.find((one) => one.teamId === of);
			if (ballot?.state !== 'final') throw new Refusal('swap_not_in', { judge: judge.label });
			return {
				ballotId: ballot.id,
				teamId: of,
				version: ballot.version,
				finalAt: ballot.finalAt,
				source: ballot.source,
				marks: JSON.parse(ballot.marks ?? '{}') as Marks
			};
		};
		return [
			{
				seatId: judge.id,
				seat: `${judge.label} ${judge.name}`,
				paths,
				sheet: sheetOf(teamId),
				other: sheetOf(otherTeamId)
			}
		];
	});
	if (seats.length === 0) throw new Refusal('swap_nothing');
	return seats;
}

/** The exchanged marks as new ones that name those they come from; what was given stays in the log. */
async function movedMarks(
	{ tx, at, newId }: Context,
	{ roundId, partKey }: Swap,
	{ seatId, paths }: SwappedSeat,
	from: SwappedSheet,
	to: SwappedSheet
) {
	const newest = await currentMarks(tx, { roundId, seatId, teamId: from.teamId });
	const seqs = new Map(newest.map(({ criterion, seq }) => [criterion, seq]));
	const turn = await tx.performance.findFirst({
		where: { roundId, teamId: to.teamId, partKey },
		select: { attempt: true }
	});
	return paths.map((criterion) => ({
		id: newId(),
		roundId,
		teamId: to.teamId,
		seatId,
		criterion,
		value: from.marks[criterion] ?? null,
		source: 'swap',
		movedFrom: seqs.get(criterion) ?? null,
		attempt: turn?.attempt ?? 1,
		at
	}));
}

/** Exchanges the sheets that two people agreed to exchange. A round that was verified is only closed again. */
export async function swapSheets(context: Context, swap: Swap, reason: string): Promise<void> {
	const { tx, scope, audit, publish } = context;
	const { roundId, partKey } = swap;
	const seats = await swappedSeats(tx, swap);
	const { state } = await tx.round.findUniqueOrThrow({ where: { id: roundId }, select: { state: true } });
	if (state === 'verified') {
		await takeStep(context, { roundId, step: 'unverify', data: { verifiedAt: null }, reason });
	}
	for (const seat of seats) {
		const ways = [
			[seat.other, seat.sheet],
			[seat.sheet, seat.other]
		] as const;
		// Both ways are read before either is written: each names the marks as they were given.
		const moved = [];
		for (const [from, to] of ways) moved.push(...(await movedMarks(context, swap, seat, from, to)));
		await tx.mark.createMany({ data: moved });
		for (const [from, to] of ways) {
			const { version } = await tx.ballot.update({
				where: { id: to.ballotId },
				data: {
					marks: canonicalJson(from.marks),
					finalAt: from.finalAt,
					source: from.source,
					verifiedAt: null,
					version: { increment: 1 }
				}
			});
			audit({
				subjectKind: 'ballot',
				subjectId: to.ballotId,
				before: { state: 'final', marks: to.marks, version: to.version },
				after: {
					state: 'final',
					marks: from.marks,
					version,
					teamId: to.teamId,
					seatId: seat.seatId,
					partKey,
					swappedWith: from.teamId
				},
				reason
			});
			publish({
				kind: 'ballot.changed',
				contestId: scope.contestId!,
				roundId,
				teamId: to.teamId,
				seatId: seat.seatId
			});
		}
	}
}
