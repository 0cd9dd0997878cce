import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';

export const TURN_STATUSES = ['waiting', 'held', 'on-stage', 'performed', 'missed'] as const;
export type TurnStatus = (typeof TURN_STATUSES)[number];

/** The stage of a round that is open; refuses every other state. */
export async function openStage(tx: Tx, roundId: string) {
	const round = await tx.round.findUniqueOrThrow({
		where: { id: roundId },
		select: { contestId: true, state: true, onStageTeamId: true, onStagePartKey: true }
	});
	if (round.state !== 'open') throw new Refusal(`contest_round_is_${round.state}`);
	return round;
}

/** Takes whoever is on stage off it, as `status`; answers whom. */
export async function endTurn({ tx }: Context, roundId: string, status: TurnStatus) {
	const { onStageTeamId: teamId, onStagePartKey: partKey } = await tx.round.findUniqueOrThrow({
		where: { id: roundId },
		select: { onStageTeamId: true, onStagePartKey: true }
	});
	await tx.performance.updateMany({ where: { roundId, status: 'on-stage' }, data: { status } });
	if (teamId === null) return null;
	await tx.round.update({
		where: { id: roundId },
		data: { onStageTeamId: null, onStagePartKey: null, version: { increment: 1 } }
	});
	return { teamId, partKey };
}
