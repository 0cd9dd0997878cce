import * as v from 'valibot';
import { ENTRANT_STATUSES } from '#lib/domain/scoring/entrant.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, reason } from './input.ts';
import { roundScope } from './scope.ts';

/**
 * Says that a team is absent, has withdrawn or is disqualified in a round, or competes after all. These are statuses,
 * never scores of zero. Turns that still waited are missed, and wait again when the team comes back.
 */
export const setEntryStatus = command({
	action: 'entry.status',
	input: v.object({ roundId: id, teamId: id, status: v.picklist(ENTRANT_STATUSES, 'field_invalid'), reason }),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run({ tx, audit, publish }, { roundId, teamId, status, reason }) {
		const round = await tx.round.findUniqueOrThrow({ where: { id: roundId } });
		if (round.state === 'verified' || round.state === 'published') {
			throw new Refusal(`contest_round_is_${round.state}`);
		}
		const entry = await tx.entry.findUnique({ where: { roundId_teamId: { roundId, teamId } } });
		if (!entry) throw new Refusal('not_found');
		await tx.entry.update({
			where: { id: entry.id },
			data: { status, reason: status === 'competing' ? null : reason }
		});
		const [from, to] = status === 'competing' ? ['missed', 'waiting'] : ['waiting', 'missed'];
		await tx.performance.updateMany({ where: { roundId, teamId, status: from! }, data: { status: to! } });
		const leavesStage = status !== 'competing' && round.onStageTeamId === teamId;
		if (status !== 'competing') {
			await tx.performance.updateMany({
				where: { roundId, teamId, status: { in: ['held', 'on-stage'] } },
				data: { status: 'missed' }
			});
		}
		await tx.round.update({
			where: { id: roundId },
			data: {
				...(leavesStage ? { onStageTeamId: null, onStagePartKey: null } : {}),
				version: { increment: 1 }
			}
		});
		audit({
			subjectKind: 'entry',
			subjectId: entry.id,
			before: { teamId, status: entry.status, reason: entry.reason },
			after: { status },
			reason
		});
		publish({ kind: 'stage.changed', contestId: round.contestId, roundId });
		publish({ kind: 'round.changed', contestId: round.contestId, roundId });
		return { status };
	}
});
