import { randomInt } from 'node:crypto';
import type { Role } from '#lib/domain/access/roles.ts';
import { createAccount } from '#lib/server/auth/create-account.ts';
import { giveGrant } from '#lib/server/auth/give-grant.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import type { Database } from '#lib/server/db/client.ts';
import { ask } from './ask.ts';

export interface Login {
	readonly username: string;
	readonly password: string;
	readonly role: Role;
}

const WORDS = [
	'sen',
	'tre',
	'lua',
	'song',
	'nui',
	'bien',
	'may',
	'nang',
	'gio',
	'que',
	'bac',
	'dao',
	'mai',
	'ngoc'
];

/** Four short words and a number: typed from a terminal into a browser without a slip. */
function throwawayPassword(): string {
	const words = Array.from({ length: 4 }, () => WORDS[randomInt(WORDS.length)]!);
	return `${words.join('-')}-${randomInt(10, 100)}`;
}

interface Seeded {
	readonly username: string;
	readonly displayName: string;
	readonly role: Role;
	readonly everywhere?: true;
}

/** Who prepares honours and may not approve them: what is proposed waits for another. */
const HONOURS: Seeded = {
	...{ username: 'thidua', displayName: 'Phòng Thi đua – Khen thưởng (minh họa)' },
	...{ role: 'secretary', everywhere: true }
};
const PEOPLE: readonly Seeded[] = [
	{ username: 'quantri', displayName: 'Quản trị (minh họa)', role: 'administrator', everywhere: true },
	{ username: 'bantochuc', displayName: 'Ban Tổ chức (minh họa)', role: 'organizer', everywhere: true },
	{ username: 'thuky1', displayName: 'Thư ký 1 (minh họa)', role: 'secretary' },
	{ username: 'thuky2', displayName: 'Thư ký 2 (minh họa)', role: 'secretary' },
	{ username: 'truongban', displayName: 'Trưởng ban Giám khảo (minh họa)', role: 'jury-chair' }
];

/**
 * Accounts with passwords of this run only: they are printed, never stored. Without a contest nobody is made who would have
 * nothing to do.
 */
export async function seedAccounts(
	database: Database,
	contestId: string | null,
	withHonours = false
): Promise<Login[]> {
	const logins: Login[] = [];
	for (const { username, displayName, role, everywhere } of withHonours ? [...PEOPLE, HONOURS] : PEOPLE) {
		if (!everywhere && contestId === null) continue;
		const password = throwawayPassword();
		const { accountId } = await ask(database, createAccount, {
			username,
			displayName,
			passwordHash: await hashPassword(password)
		});
		await ask(database, giveGrant, {
			username,
			role,
			unitId: null,
			contestId: everywhere ? null : contestId
		});
		// A demo's password is random already; being asked to change it would only be in the way.
		await database.transaction((tx) =>
			tx.account.update({ where: { id: accountId }, data: { mustChange: false } })
		);
		logins.push({ username, password, role });
	}
	return logins;
}
