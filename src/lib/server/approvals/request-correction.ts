import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId, reason } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { askSecond } from './ask-second.ts';
import { ChangeSchema, correctionDifference } from './correction.ts';

/** Asks a second person to let a published result be corrected. Nothing changes before they agree. */
export const requestCorrection = command({
	action: 'result.correct',
	input: v.object({ roundId: id, change: ChangeSchema, appealId: optionalId, reason }),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(context, { roundId, change, appealId, reason }) {
		const { tx, at } = context;
		const { difference, basis } = await correctionDifference(tx, roundId, change, reason, at);
		if (appealId) {
			const appeal = await tx.appeal.findUnique({ where: { id: appealId } });
			if (appeal?.roundId !== roundId || appeal.answer !== 'upheld' || appeal.approvalId) {
				throw new Refusal('appeal_not_upheld');
			}
		}
		return askSecond(context, {
			kind: 'correct',
			roundId,
			request: { change, appealId },
			difference,
			basis,
			reason
		});
	}
});
