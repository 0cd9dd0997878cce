import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { id, reason, text, version } from '#lib/server/contest/input.ts';
import { swappedBack } from '../delegations/swap-back.ts';
import { handOut, takeBack } from './hand-out.ts';
import { delegateHere, receptionScope } from './reception-scope.ts';

/**
 * The one whose place a deputy has comes after all and takes it back, also when the deputy is inside already. The deputy's badge
 * is dead unless they go back to a seat of their own.
 */
export const swapAtDesk = command({
	action: 'reception.seat',
	input: v.object({ conferenceId: id, delegateId: id, version, reason, authorisedBy: text(120) }),
	scope: receptionScope,
	async run(context, { conferenceId, ...input }) {
		const { tx } = context;
		await delegateHere(tx, conferenceId, input.delegateId);
		const { delegateId, holderId, sitsAgain } = await swappedBack(context, { ...input, knowsInside: true });
		await tx.guestAdmission.deleteMany({ where: { delegateId } });
		if (!sitsAgain) await takeBack(context, holderId, input.reason);
		const credential = await handOut(context, { conferenceId, delegateId }, input.reason);
		return { delegateId, credential };
	}
});
