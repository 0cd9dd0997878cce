import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { execute, type Asked, type Outcome } from '#lib/server/command/execute.ts';
import type { Database } from '#lib/server/db/client.ts';
import { accountScope, dropSessions, mustCoverGrants } from './account-scope.ts';
import { PasswordHashInput } from './create-account.ts';
import { initialPassword } from './new-password.ts';
import { hashPassword } from './password.ts';

/** Replaces a forgotten password by one that must be changed; signs the account out everywhere. */
export const resetPassword = command({
	action: 'account.reset-password',
	input: v.object({ accountId: v.string(), passwordHash: PasswordHashInput }),
	scope: (tx, { accountId }) => accountScope(tx, accountId),
	async run(context, { accountId, passwordHash }) {
		const { tx, actor, audit } = context;
		await mustCoverGrants(tx, actor, 'account.reset-password', accountId);
		await tx.account.update({ where: { id: accountId }, data: { passwordHash, mustChange: true } });
		const sessionsEnded = await dropSessions(context, accountId);
		audit({ subjectKind: 'account', subjectId: accountId, after: { mustChange: true, sessionsEnded } });
		return { accountId };
	}
});

/** Runs `resetPassword` with a new password, which is told this once and stored nowhere. */
export async function resetToNewPassword(
	database: Database,
	asked: Asked & { input: Record<string, unknown> }
): Promise<Outcome<{ accountId: string; password: string }>> {
	const password = initialPassword();
	const input = { ...asked.input, passwordHash: await hashPassword(password) };
	const outcome = await execute(database, resetPassword, { ...asked, input });
	return outcome.ok ? { ...outcome, value: { ...outcome.value, password } } : outcome;
}
