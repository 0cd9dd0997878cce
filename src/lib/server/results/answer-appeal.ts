import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, reason } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';

/** Answers an appeal, once and with a reason. An upheld one leads to a correction, which two people agree to. */
export const answerAppeal = command({
	action: 'appeal.answer',
	input: v.object({
		appealId: id,
		answer: v.picklist(['upheld', 'declined', 'withdrawn'], 'field_required'),
		reason
	}),
	scope: async (tx, { appealId }) => {
		const appeal = await tx.appeal.findUnique({ where: { id: appealId }, select: { roundId: true } });
		if (!appeal) throw new Refusal('not_found');
		return roundScope(tx, appeal.roundId);
	},
	async run({ tx, actor, at, audit, publish }, { appealId, answer, reason }) {
		const appeal = await tx.appeal.findUniqueOrThrow({ where: { id: appealId } });
		if (appeal.answer !== null) throw new Refusal('appeal_is_answered');
		await tx.appeal.update({
			where: { id: appealId },
			data: { answer, answerReason: reason, answeredBy: actorId(actor), answeredAt: at }
		});
		audit({
			subjectKind: 'appeal',
			subjectId: appealId,
			before: { answer: null },
			after: { answer, roundId: appeal.roundId, version: appeal.version, teamId: appeal.teamId },
			reason
		});
		publish({ kind: 'round.changed', contestId: appeal.contestId, roundId: appeal.roundId });
		return { answer };
	}
});
