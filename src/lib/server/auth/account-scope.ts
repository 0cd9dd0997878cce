import type { Actor, Grant, Scope } from '#lib/domain/access/actor.ts';
import { may, type Action } from '#lib/domain/access/policy.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { contestScope, lineage, unitScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** An account stands where its person's unit stands; without one, only whoever holds a role everywhere reaches it. */
export async function accountScope(tx: Tx, accountId: string): Promise<Scope> {
	const account = await tx.account.findUnique({
		where: { id: accountId },
		select: { person: { select: { unitId: true } } }
	});
	if (!account) throw new Refusal('not_found');
	const unitId = account.person?.unitId;
	return unitId ? { accountId, unitIds: await lineage(tx, unitId) } : { accountId };
}

/** Where a grant holds. Refuses with `not_found` where its unit, contest or conference does not exist. */
export async function grantScope(
	tx: Tx,
	{ unitId, contestId, conferenceId }: Omit<Grant, 'role'>
): Promise<Scope> {
	if (contestId !== null) return contestScope(tx, contestId);
	if (conferenceId !== null) return conferenceScope(tx, conferenceId);
	return unitId === null ? {} : unitScope(tx, unitId);
}

/**
 * Refuses where the account holds a role beyond what `actor` may decide about: a unit's administrator must not become
 * the city's by resetting a password.
 */
export async function mustCoverGrants(
	tx: Tx,
	actor: Actor,
	action: Action,
	accountId: string
): Promise<void> {
	const grants = await tx.roleGrant.findMany({ where: { accountId, revokedAt: null } });
	for (const grant of grants) {
		if (!may(actor, action, await grantScope(tx, grant))) throw new Refusal('access_above_you');
	}
}

/** Ends all sessions of an account, at once on its open pages too. */
export async function dropSessions({ tx, publish }: Context, accountId: string): Promise<number> {
	const { count } = await tx.session.deleteMany({ where: { accountId } });
	publish({ kind: 'session.revoked', accountId, sessionId: null });
	return count;
}
