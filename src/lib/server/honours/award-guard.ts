import type { Actor } from '#lib/domain/access/actor.ts';
import { may, type Action } from '#lib/domain/access/policy.ts';
import { allow, found } from '#lib/server/auth/guard.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { awardScope } from './award-scope.ts';

/** For loads at the desk: the decision with this id, for an actor who may do `action` with it; answers 404 or 403. */
export async function deskAward(read: Tx, actor: Actor, awardId: string, action: Action = 'award.read') {
	const award = found(await read.awardDecision.findUnique({ where: { id: awardId } }));
	allow(actor, action, await awardScope(read, awardId, action));
	const mayDo = async (wanted: Action) => may(actor, wanted, await awardScope(read, awardId, wanted));
	return { award, mayDo };
}
