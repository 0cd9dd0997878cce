import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { accountScope, dropSessions, mustCoverGrants } from './account-scope.ts';

const EVERYWHERE = {
	role: 'administrator',
	unitId: null,
	contestId: null,
	conferenceId: null,
	revokedAt: null
};

/** Closes or reopens an account. Nothing is deleted: its name stays on what it did. */
export const disableAccount = command({
	action: 'account.disable',
	input: v.object({
		accountId: v.string(),
		status: v.picklist(['active', 'disabled'], 'field_invalid'),
		reason: v.pipe(
			v.string('field_required'),
			v.trim(),
			v.minLength(1, 'field_required'),
			v.maxLength(500, 'field_too_long')
		)
	}),
	scope: (tx, { accountId }) => accountScope(tx, accountId),
	async run(context, { accountId, status, reason }) {
		const { tx, actor, audit } = context;
		await mustCoverGrants(tx, actor, 'account.disable', accountId);
		const account = await tx.account.findUniqueOrThrow({ where: { id: accountId } });
		if (account.status === status) return { accountId };
		if (status === 'disabled') {
			const administrators = await tx.roleGrant.findMany({
				where: { ...EVERYWHERE, account: { status: 'active' } },
				select: { accountId: true }
			});
			if (administrators.length > 0 && administrators.every((grant) => grant.accountId === accountId)) {
				throw new Refusal('access_last_administrator');
			}
			await dropSessions(context, accountId);
		}
		await tx.account.update({ where: { id: accountId }, data: { status } });
		audit({
			subjectKind: 'account',
			subjectId: accountId,
			before: { status: account.status },
			after: { status },
			reason
		});
		return { accountId };
	}
});
