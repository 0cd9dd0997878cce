import * as v from 'valibot';
import { writtenName } from '#lib/domain/people/written-name.ts';
import { searchKey } from '#lib/domain/people/search-key.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { DisplayNameInput, PasswordHashInput, UsernameInput } from './create-account.ts';

const UnitName = v.optional(
	v.pipe(v.string(), v.transform(writtenName), v.maxLength(200, 'field_too_long')),
	''
);

/**
 * Turns the one-time link of the first start into the first administrator, and names the installation's root unit
 * where there is none. Asked by the system itself: whoever holds the link has no role yet.
 */
export const createFirstAdministrator = command({
	action: 'account.create-first',
	input: v.object({
		tokenHash: v.string(),
		username: UsernameInput,
		displayName: DisplayNameInput,
		unitName: UnitName,
		passwordHash: PasswordHashInput
	}),
	scope: async () => ({}),
	async run({ tx, at, newId, audit }, { tokenHash, username, displayName, unitName, passwordHash }) {
		const spent = await tx.setupToken.updateMany({
			where: { tokenHash, usedAt: null },
			data: { usedAt: at }
		});
		const administrators = await tx.roleGrant.count({
			where: { role: 'administrator', revokedAt: null, account: { status: 'active' } }
		});
		if (spent.count === 0 || administrators > 0) throw new Refusal('access_setup_spent');
		if (await tx.account.findUnique({ where: { username } })) {
			throw new Refusal('invalid', {}, [{ field: 'username', code: 'access_username_taken' }]);
		}
		if ((await tx.unit.count()) === 0) {
			if (!unitName) throw new Refusal('invalid', {}, [{ field: 'unitName', code: 'field_required' }]);
			const unit = { code: 'ROOT', name: unitName, level: 'province', kind: 'party-committee' };
			const unitId = newId();
			const key = searchKey(`${unit.name} ${unit.code}`);
			await tx.unit.create({ data: { id: unitId, ...unit, searchKey: key, createdAt: at } });
			audit({ subjectKind: 'unit', subjectId: unitId, after: unit });
		}
		const accountId = newId();
		const facts = { username, displayName, status: 'active' };
		await tx.account.create({ data: { id: accountId, ...facts, passwordHash, createdAt: at } });
		audit({ subjectKind: 'account', subjectId: accountId, after: facts });
		const grantId = newId();
		await tx.roleGrant.create({ data: { id: grantId, accountId, role: 'administrator', createdAt: at } });
		audit({
			subjectKind: 'grant',
			subjectId: grantId,
			after: { accountId, username, role: 'administrator' }
		});
		return { accountId };
	}
});
