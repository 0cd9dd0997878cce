import * as v from 'valibot';
import { sheetLines } from '#lib/domain/contest/ballot-sheet.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, reason } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { roundIn, teamIn } from './round-in.ts';

/**
 * ballot.unlock: the chair opens a judge's sheet again, with a reason. The marks stay; the sheet is a draft that may be
 * marked although its team has left the stage. Also opens a sheet that was missed, so that it can still be filled in.
 */
export const unlockBallot = command({
	action: 'ballot.unlock',
	input: v.object({
		roundId: id,
		teamId: id,
		seatId: id,
		partKey: v.pipe(v.string(), v.maxLength(40)),
		reason
	}),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run({ tx, scope, newId, audit, publish }, { roundId, teamId, seatId, partKey, reason }) {
		const round = await roundIn(tx, roundId, ['open']);
		teamIn(round, teamId);
		const seat = round.facts.seats.get(seatId);
		if (!seat) throw new Refusal('not_found');
		if (!seat.isJudge || sheetLines(round.facts.stage, partKey, seat.kind).length === 0) {
			throw new Refusal('judging_not_your_criterion');
		}
		if (round.facts.conflict(seatId, teamId)) throw new Refusal('judging_conflict');
		const key = { roundId_teamId_seatId_partKey: { roundId, teamId, seatId, partKey } };
		const ballot = await tx.ballot.findUnique({ where: key });
		const unlocked = await tx.ballot.upsert({
			where: key,
			create: { id: newId(), roundId, teamId, seatId, partKey, state: 'draft', source: 'tablet', version: 1 },
			update: { state: 'draft', finalAt: null, marks: null, version: { increment: 1 } }
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
});
