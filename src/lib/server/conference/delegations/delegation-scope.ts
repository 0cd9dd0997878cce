import type { Scope } from '#lib/domain/access/actor.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { conferenceScope } from '../scope.ts';

/** A delegation of a conference; its unit's link reaches no other. Refuses with `not_found`. */
export async function delegationScope(tx: Tx, delegationId: string): Promise<Scope> {
	const delegation = await tx.delegation.findUnique({
		where: { id: delegationId },
		select: { conferenceId: true }
	});
	if (!delegation) throw new Refusal('not_found');
	return { ...(await conferenceScope(tx, delegation.conferenceId)), delegationId };
}

/** Where a delegate stands: in a delegation, or as a guest in the conference alone. */
export async function delegateScope(tx: Tx, delegateId: string): Promise<Scope> {
	const delegate = await tx.delegate.findUnique({
		where: { id: delegateId },
		select: { conferenceId: true, delegationId: true }
	});
	if (!delegate) throw new Refusal('not_found');
	const scope = await conferenceScope(tx, delegate.conferenceId);
	return delegate.delegationId ? { ...scope, delegationId: delegate.delegationId } : scope;
}
