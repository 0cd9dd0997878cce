import type { Scope } from '#lib/domain/access/actor.ts';
import { contestScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { rehearsalFacts } from './rehearsal-facts.ts';

/** A copy is the business of whoever may rehearse the contest that it is of. */
export async function rehearsalScope(tx: Tx, copyId: string): Promise<Scope> {
	const own = await contestScope(tx, copyId);
	const facts = await rehearsalFacts(tx, copyId);
	const of = facts && (await tx.contest.findUnique({ where: { code: facts.of }, select: { id: true } }));
	return of ? contestScope(tx, of.id) : own;
}
