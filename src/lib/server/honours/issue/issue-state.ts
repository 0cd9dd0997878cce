import type { DecisionState } from '#lib/domain/honours/decision-steps.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { isIssuable } from './issue-plan.ts';

/** How many recipients of a decision are still without a certificate, and whether they may get one now. */
export async function issueState(read: Tx, awardId: string) {
	const { state } = await read.awardDecision.findUniqueOrThrow({
		where: { id: awardId },
		select: { state: true }
	});
	const missing = await read.awardRecipient.count({
		where: { decisionId: awardId, removedAt: null, certificates: { none: {} } }
	});
	return { missing, isOpen: isIssuable(state as DecisionState) };
}
