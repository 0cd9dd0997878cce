import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { stageMoved } from '#lib/server/live/freeze.ts';
import { id, optionalText } from './input.ts';
import { roundScope } from './scope.ts';
import { openStage } from './stage-turn.ts';

/**
 * Holds a turn back, says that the team missed it, or lets it wait again. Missing a turn, and giving back one that is
 * over, need a reason. A turn that was on stage leaves it.
 */
export const setPerformanceStatus = command({
	action: 'performance.status',
	input: v.object({
		roundId: id,
		teamId: id,
		partKey: v.string(),
		status: v.picklist(['waiting', 'held', 'missed'], 'field_invalid'),
		reason: optionalText(1000)
	}),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run(context, { roundId, teamId, partKey, status, reason }) {
		const { tx, audit, publish } = context;
		const round = await openStage(tx, roundId);
		const where = { roundId_teamId_partKey: { roundId, teamId, partKey } };
		const turn = await tx.performance.findUnique({ where });
		if (!turn) throw new Refusal('not_found');
		const isOver = turn.status === 'performed' || turn.status === 'missed';
		if ((status === 'missed' || isOver) && (reason ?? '').length < 5) {
			throw new Refusal('contest_reason_required', {}, [
				{ field: 'reason', code: 'contest_reason_required' }
			]);
		}
		await tx.performance.update({ where, data: { status } });
		if (turn.status === 'on-stage') {
			await tx.round.update({ where: { id: roundId }, data: { onStageTeamId: null, onStagePartKey: null } });
		}
		await tx.round.update({ where: { id: roundId }, data: { version: { increment: 1 } } });
		audit({
			subjectKind: 'performance',
			subjectId: turn.id,
			before: { teamId, partKey, status: turn.status },
			after: { status },
			...(reason ? { reason } : {})
		});
		publish({ kind: 'stage.changed', contestId: round.contestId, roundId });
		await stageMoved(context, roundId, { kind: 'turn', turn: { teamId, partKey }, status });
		return { status };
	}
});
