import { ANONYMOUS, type Actor } from '#lib/domain/access/actor.ts';
import { ROLES, type Role } from '#lib/domain/access/roles.ts';
import type { Tx } from '#lib/server/db/client.ts';

const isRole = (role: string): role is Role => (ROLES as readonly string[]).includes(role);

/**
 * The account with the roles that it holds now; anonymous where it is gone or disabled. Whoever still has the password
 * that an administrator handed out holds no role until it is changed, on pages and sockets alike.
 */
export async function accountActor(read: Tx, accountId: string): Promise<Actor> {
	const account = await read.account.findUnique({
		where: { id: accountId },
		include: { grants: { where: { revokedAt: null } } }
	});
	if (!account || account.status !== 'active') return ANONYMOUS;
	return {
		kind: 'account',
		accountId: account.id,
		personId: account.personId,
		name: account.displayName,
		mustChange: account.mustChange,
		grants: account.mustChange
			? []
			: account.grants.flatMap(({ role, unitId, contestId, conferenceId }) =>
					isRole(role) ? [{ role, unitId, contestId, conferenceId }] : []
				)
	};
}
