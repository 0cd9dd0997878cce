import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, reason } from './input.ts';
import { contestScope } from './scope.ts';

/** Writes down that a person must not mark a team for a reason that the unit tree does not show: kin, a former post. */
export const declareConflict = command({
	action: 'conflict.declare',
	input: v.object({ contestId: id, personId: id, teamId: id, reason }),
	scope: (tx, input) => contestScope(tx, input.contestId),
	async run({ tx, actor, at, newId, audit, publish }, { contestId, personId, teamId, reason }) {
		const team = await tx.team.findUnique({ where: { id: teamId }, select: { contestId: true } });
		const seats = await tx.panelSeat.findMany({
			where: { personId, round: { contestId } },
			select: { roundId: true }
		});
		if (team?.contestId !== contestId || seats.length === 0) throw new Refusal('not_found');
		const earlier = await tx.declaredConflict.findUnique({
			where: { personId_teamId: { personId, teamId } }
		});
		if (earlier) throw new Refusal('contest_conflict_known');
		const conflictId = newId();
		const data = { contestId, personId, teamId, reason };
		await tx.declaredConflict.create({
			data: { id: conflictId, ...data, createdBy: actorId(actor), createdAt: at }
		});
		audit({ subjectKind: 'conflict', subjectId: conflictId, after: data, reason });
		for (const { roundId } of seats) publish({ kind: 'round.changed', contestId, roundId });
		return { conflictId };
	}
});

/** Takes a declared conflict back, with a reason. */
export const withdrawConflict = command({
	action: 'conflict.declare',
	input: v.object({ contestId: id, conflictId: id, reason }),
	scope: (tx, input) => contestScope(tx, input.contestId),
	async run({ tx, audit, publish }, { contestId, conflictId, reason }) {
		const conflict = await tx.declaredConflict.findUnique({ where: { id: conflictId } });
		if (conflict?.contestId !== contestId) throw new Refusal('not_found');
		const { personId, teamId } = conflict;
		await tx.declaredConflict.delete({ where: { id: conflictId } });
		const before = { personId, teamId, reason: conflict.reason };
		audit({ subjectKind: 'conflict', subjectId: conflictId, before, reason });
		const seats = await tx.panelSeat.findMany({
			where: { personId, round: { contestId } },
			select: { roundId: true }
		});
		for (const { roundId } of seats) publish({ kind: 'round.changed', contestId, roundId });
		return {};
	}
});
