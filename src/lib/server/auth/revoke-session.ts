import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { accountScope } from './account-scope.ts';

/** Signs one browser out. `sessionId` is the stored one, which opens nothing. */
export const revokeSession = command({
	action: 'session.revoke',
	input: v.object({ sessionId: v.string() }),
	async scope(tx, { sessionId }) {
		const session = await tx.session.findUnique({ where: { id: sessionId }, select: { accountId: true } });
		if (!session) throw new Refusal('not_found');
		return accountScope(tx, session.accountId);
	},
	async run({ tx, audit, publish }, { sessionId }) {
		const { accountId, userAgent, address } = await tx.session.delete({ where: { id: sessionId } });
		publish({ kind: 'session.revoked', accountId, sessionId });
		audit({ subjectKind: 'account', subjectId: accountId, before: { session: { userAgent, address } } });
		return { accountId };
	}
});
