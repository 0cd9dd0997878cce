import * as v from 'valibot';
import { sheetLines } from '#lib/domain/contest/ballot-sheet.ts';
import { ballotStateOf, ballotTransition } from '#lib/domain/contest/states.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, reason } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { roundIn, teamIn } from './round-in.ts';

/** Which sheet: a judge's, for one team and part. */
export const SheetPlaceSchema = v.object({
	roundId: id,
	teamId: id,
	seatId: id,
	partKey: v.pipe(v.string(), v.maxLength(40))
});
export type SheetPlace = v.InferOutput<typeof SheetPlaceSchema>;

/** The sheet as it is stored, with the state that it has by what its round has been through; null where there is none. */
export async function ballotAt(read: Tx, { roundId, teamId, seatId, partKey }: SheetPlace) {
	const ballot = await read.ballot.findUnique({
		where: { roundId_teamId_seatId_partKey: { roundId, teamId, seatId, partKey } }
	});
	if (!ballot) return null;
	const last = await read.resultVersion.findFirst({
		where: { roundId },
		orderBy: { version: 'desc' },
		select: { publishedAt: true }
	});
	return { ...ballot, state: ballotStateOf(ballot, last?.publishedAt ?? null) };
}

/** Whether opening this sheet again takes two people: its round was verified with it, or published. */
export async function needsSecondPerson(read: Tx, place: SheetPlace): Promise<boolean> {
	const ballot = await ballotAt(read, place);
	return ballot !== null && (ballotTransition(ballot.state, 'unlock')?.needsSecondPerson ?? false);
}

/** Makes a judge's sheet a draft again, in an open round; the marks stay. Who may, and how many of them, is asked before. */
export async function openBallot(
	{ tx, scope, newId, audit, publish }: Context,
	place: SheetPlace,
	reason: string
): Promise<{ readonly ballotId: string; readonly version: number }> {
	const { roundId, teamId, seatId, partKey } = place;
	const round = await roundIn(tx, roundId, ['open']);
	teamIn(round, teamId);
	const seat = round.facts.seats.get(seatId);
	if (!seat) throw new Refusal('not_found');
	if (!seat.isJudge || sheetLines(round.facts.stage, partKey, seat.kind).length === 0) {
		throw new Refusal('judging_not_your_criterion');
	}
	if (round.facts.conflict(seatId, teamId)) throw new Refusal('judging_conflict');
	const key = { roundId_teamId_seatId_partKey: place };
	const ballot = await tx.ballot.findUnique({ where: key });
	const unlocked = await tx.ballot.upsert({
		where: key,
		create: { id: newId(), ...place, state: 'draft', source: 'tablet', version: 1 },
		update: { state: 'draft', finalAt: null, verifiedAt: null, marks: null, version: { increment: 1 } }
	});
	audit({
		subjectKind: 'ballot',
		subjectId: unlocked.id,
		before: {
			state: ballot?.state ?? 'empty',
			marks: ballot?.marks ?? null,
			version: ballot?.version ?? 0
		},
		after: { state: 'draft', version: unlocked.version, teamId, seatId, partKey },
		reason
	});
	publish({ kind: 'ballot.changed', contestId: scope.contestId!, roundId, teamId, seatId });
	return { ballotId: unlocked.id, version: unlocked.version };
}

/**
 * ballot.unlock: the chair opens a judge's sheet again, with a reason. The marks stay; the sheet is a draft that may be
 * marked although its team has left the stage. Also opens a sheet that was missed, so that it can still be filled in. A
 * sheet that was verified or published with its round takes a second person: this refuses, and approvals/ asks for one.
 */
export const unlockBallot = command({
	action: 'ballot.unlock',
	input: v.object({ ...SheetPlaceSchema.entries, reason }),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(context, { reason, ...place }) {
		if (await needsSecondPerson(context.tx, place)) throw new Refusal('approval_needed');
		return openBallot(context, place, reason);
	}
});
