import { mayNameNow } from '#lib/domain/conference/delegation.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';

/** Behind a unit's link: whether it still works and the deadline is not over, read again in the transaction. The desk may always. */
export async function assertMayWrite({ tx, actor, at }: Pick<Context, 'tx' | 'actor' | 'at'>): Promise<void> {
	if (actor.kind !== 'delegation') return;
	const delegation = await tx.delegation.findUnique({
		where: { id: actor.delegationId },
		include: { conference: { select: { namesUntil: true, startsOn: true, status: true } } }
	});
	if (!delegation?.linkHash || delegation.linkRevokedAt) throw new Refusal('delegation_link_dead');
	if (!mayNameNow(delegation.conference, at)) throw new Refusal('delegation_closed');
}
