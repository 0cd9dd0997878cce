import * as v from 'valibot';
import { may } from '#lib/domain/access/policy.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { dropSessions, grantScope } from './account-scope.ts';

/** Takes a role back, at once: the account is signed out everywhere. */
export const revokeGrant = command({
	action: 'grant.revoke',
	input: v.object({ grantId: v.string() }),
	async scope(tx, { grantId }) {
		const grant = await tx.roleGrant.findUnique({ where: { id: grantId } });
		if (!grant) throw new Refusal('not_found');
		return grantScope(tx, grant);
	},
	async run(context, { grantId }) {
		const { tx, actor, at, scope, audit } = context;
		const grant = await tx.roleGrant.findUniqueOrThrow({
			where: { id: grantId },
			include: { account: true }
		});
		if (grant.revokedAt) return { accountId: grant.accountId };
		const { role, unitId, contestId, conferenceId, accountId } = grant;
		if (role === 'administrator') {
			if (!may(actor, 'grant.give-administrator', scope)) throw new Refusal('forbidden');
			const others = await tx.roleGrant.count({
				where: {
					id: { not: grantId },
					role,
					unitId: null,
					contestId: null,
					conferenceId: null,
					revokedAt: null,
					account: { status: 'active' }
				}
			});
			if (others === 0 && unitId === null && contestId === null && conferenceId === null)
				throw new Refusal('access_last_administrator');
		}
		await tx.roleGrant.update({ where: { id: grantId }, data: { revokedAt: at } });
		await dropSessions(context, accountId);
		const before = { accountId, username: grant.account.username, role, unitId, contestId, conferenceId };
		audit({ subjectKind: 'grant', subjectId: grantId, before, after: { revoked: true } });
		return { accountId };
	}
});
