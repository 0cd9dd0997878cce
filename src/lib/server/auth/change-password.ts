import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { dropSessions } from './account-scope.ts';
import { NewPassword } from './new-password.ts';
import { hashPassword, passwordMatches } from './password.ts';

/**
 * A person changes their own password; every session ends, and whoever called opens a new one for this browser. Call
 * it without an idempotency key: receipts keep a digest of the input, and here that holds passwords.
 */
export const changePassword = command({
	action: 'account.change-password',
	input: v.object({
		accountId: v.string(),
		current: v.pipe(v.string('field_required'), v.minLength(1, 'field_required'), v.maxLength(128)),
		next: NewPassword
	}),
	scope: async (_tx, { accountId }) => ({ accountId }),
	async run(context, { accountId, current, next }) {
		const { tx, audit } = context;
		const account = await tx.account.findUnique({ where: { id: accountId } });
		if (!account || account.status !== 'active') throw new Refusal('not_found');
		if (!(await passwordMatches(account.passwordHash, current))) {
			throw new Refusal('invalid', {}, [{ field: 'current', code: 'access_password_wrong' }]);
		}
		if (next.normalize('NFC') === current.normalize('NFC')) {
			throw new Refusal('invalid', {}, [{ field: 'next', code: 'access_password_same' }]);
		}
		if (next.toLowerCase().includes(account.username)) {
			throw new Refusal('invalid', {}, [{ field: 'next', code: 'access_password_has_name' }]);
		}
		await tx.account.update({
			where: { id: accountId },
			data: { passwordHash: await hashPassword(next), mustChange: false }
		});
		const sessionsEnded = await dropSessions(context, accountId);
		audit({ subjectKind: 'account', subjectId: accountId, after: { password: 'changed', sessionsEnded } });
		return { accountId };
	}
});
