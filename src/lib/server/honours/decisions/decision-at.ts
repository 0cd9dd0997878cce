import { isOpen, type DecisionState } from '#lib/domain/honours/decision-steps.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** A decision as the desk has seen it; refuses with `stale` where somebody was quicker. */
export async function decisionAt(tx: Tx, awardId: string, seen: number | null) {
	const award = await tx.awardDecision.findUniqueOrThrow({ where: { id: awardId } });
	if (award.version !== seen) throw new Refusal('stale');
	return { ...award, state: award.state as DecisionState };
}

/** A decision whose list may still be changed; refuses in words where it was proposed already. */
export async function openDecision(tx: Tx, awardId: string) {
	const award = await tx.awardDecision.findUniqueOrThrow({ where: { id: awardId } });
	if (!isOpen(award.state as DecisionState)) throw new Refusal('award_not_draft');
	return award;
}
