import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { stageMoved } from '#lib/server/live/freeze.ts';
import { id, optionalId } from './input.ts';
import { roundScope } from './scope.ts';
import { endTurn, openStage } from './stage-turn.ts';

/**
 * Calls a team on stage with a part (`*`: all parts in one turn), or nobody. Exactly one turn is on stage: whoever was
 * there before has performed. A turn that is over, or a team that does not compete, is not called.
 */
export const callStage = command({
	action: 'stage.call',
	input: v.object({
		roundId: id,
		teamId: optionalId,
		partKey: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(40, 'field_invalid'))), null)
	}),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run(context, { roundId, teamId, partKey }) {
		const { tx, audit, publish } = context;
		const round = await openStage(tx, roundId);
		const before = { teamId: round.onStageTeamId, partKey: round.onStagePartKey };
		const after = { teamId, partKey: teamId ? (partKey ?? '*') : null };
		const call = after.teamId && after.partKey ? { teamId: after.teamId, partKey: after.partKey } : null;
		if (before.teamId === after.teamId && before.partKey === after.partKey) {
			// A board that stands still may yet show a team that a decision took off the stage.
			if (!call) await stageMoved(context, roundId, { kind: 'called', call });
			return after;
		}
		if (after.teamId) {
			await refuseTurn(context, roundId, after.teamId, after.partKey!);
		}
		await endTurn(context, roundId, 'performed');
		if (after.teamId) {
			await tx.performance.update({
				where: { roundId_teamId_partKey: { roundId, teamId: after.teamId, partKey: after.partKey! } },
				data: { status: 'on-stage' }
			});
		}
		await tx.round.update({
			where: { id: roundId },
			data: { onStageTeamId: after.teamId, onStagePartKey: after.partKey, version: { increment: 1 } }
		});
		audit({ subjectKind: 'stage', subjectId: roundId, before, after });
		publish({ kind: 'stage.changed', contestId: round.contestId, roundId });
		await stageMoved(context, roundId, { kind: 'called', call });
		return after;
	}
});

async function refuseTurn(
	{ tx }: { tx: Parameters<typeof openStage>[0] },
	roundId: string,
	teamId: string,
	partKey: string
) {
	const turn = await tx.performance.findUnique({
		where: { roundId_teamId_partKey: { roundId, teamId, partKey } },
		include: { team: { select: { name: true } } }
	});
	const entry = await tx.entry.findUnique({ where: { roundId_teamId: { roundId, teamId } } });
	if (!turn || !entry) throw new Refusal('not_found');
	const team = turn.team.name;
	if (entry.status !== 'competing') throw new Refusal('contest_team_not_competing', { team });
	if (turn.status === 'performed') throw new Refusal('contest_turn_performed', { team });
	if (turn.status === 'missed') throw new Refusal('contest_turn_missed', { team });
}
