import type { Scope } from '#lib/domain/access/actor.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { contestScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** Where a screen stands: in its contest. Refuses with `not_found`. */
export async function screenScope(tx: Tx, screenId: string): Promise<Scope> {
	const screen = await tx.screen.findUnique({ where: { id: screenId }, select: { contestId: true } });
	if (!screen) throw new Refusal('not_found');
	return { ...(await contestScope(tx, screen.contestId)), screenId };
}

/** A screen that still belongs to its contest; refuses where it was given up. */
export async function screenIn(tx: Tx, screenId: string) {
	const screen = await tx.screen.findUniqueOrThrow({ where: { id: screenId } });
	if (screen.revokedAt) throw new Refusal('screen_revoked');
	return screen;
}
