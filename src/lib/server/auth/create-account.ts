import * as v from 'valibot';
import { writtenName } from '#lib/domain/people/written-name.ts';
import { command } from '#lib/server/command/command.ts';
import { execute, type Asked, type Outcome } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { lineage } from '#lib/server/contest/scope.ts';
import type { Database } from '#lib/server/db/client.ts';
import { initialPassword } from './new-password.ts';
import { hashPassword } from './password.ts';
import { USERNAME_PATTERN, usernameOf } from './username.ts';

export const UsernameInput = v.pipe(
	v.string('field_required'),
	v.transform(usernameOf),
	v.minLength(1, 'field_required'),
	v.regex(USERNAME_PATTERN, 'access_username_form')
);
export const DisplayNameInput = v.pipe(
	v.string('field_required'),
	v.transform(writtenName),
	v.minLength(1, 'field_required'),
	v.maxLength(120, 'field_too_long')
);
/** The password itself never is part of a command: receipts keep a digest of the input. */
export const PasswordHashInput = v.pipe(v.string(), v.startsWith('$argon2id$'));

/** Opens an account whose password must be changed at the first sign-in. */
export const createAccount = command({
	action: 'account.create',
	input: v.object({
		username: UsernameInput,
		displayName: DisplayNameInput,
		personId: v.optional(
			v.nullable(
				v.pipe(
					v.string(),
					v.transform((id) => id || null)
				)
			)
		),
		passwordHash: PasswordHashInput
	}),
	async scope(tx, { personId }) {
		if (!personId) return {};
		const person = await tx.person.findUnique({ where: { id: personId }, select: { unitId: true } });
		if (!person) throw new Refusal('not_found');
		return person.unitId ? { unitIds: await lineage(tx, person.unitId) } : {};
	},
	async run({ tx, at, newId, audit }, { username, displayName, personId = null, passwordHash }) {
		if (await tx.account.findUnique({ where: { username } })) {
			throw new Refusal('invalid', {}, [{ field: 'username', code: 'access_username_taken' }]);
		}
		if (personId && (await tx.account.findUnique({ where: { personId } }))) {
			throw new Refusal('invalid', {}, [{ field: 'personId', code: 'access_person_has_account' }]);
		}
		const id = newId();
		const facts = { username, displayName, personId, status: 'active', mustChange: true };
		await tx.account.create({ data: { id, ...facts, passwordHash, createdAt: at } });
		audit({ subjectKind: 'account', subjectId: id, after: facts });
		return { accountId: id };
	}
});

/** Runs `createAccount` with a new password, which is told this once and stored nowhere. */
export async function createAccountWithPassword(
	database: Database,
	asked: Asked & { input: Record<string, unknown> }
): Promise<Outcome<{ accountId: string; password: string }>> {
	const password = initialPassword();
	const input = { ...asked.input, passwordHash: await hashPassword(password) };
	const outcome = await execute(database, createAccount, { ...asked, input });
	return outcome.ok ? { ...outcome, value: { ...outcome.value, password } } : outcome;
}
