import type { Actor, Scope } from '#lib/domain/access/actor.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { tabletGateScope } from '#lib/server/gate/gate-scope.ts';
import { conferenceScope } from '../scope.ts';

/** Where a registration desk stands: the organizers' own, or a tablet at a gate that is still paired. */
export async function receptionScope(
	tx: Tx,
	{ conferenceId }: { readonly conferenceId: string },
	actor: Actor
): Promise<Scope> {
	if (actor.kind === 'gate') await tabletGateScope(tx, actor);
	return conferenceScope(tx, conferenceId);
}

/** The delegate with this id in this conference; refuses with `not_found`. */
export async function delegateHere(tx: Tx, conferenceId: string, delegateId: string) {
	const delegate = await tx.delegate.findUnique({
		where: { id: delegateId },
		include: { person: { select: { fullName: true } }, admittedAs: true }
	});
	if (delegate?.conferenceId !== conferenceId) throw new Refusal('not_found');
	return delegate;
}
