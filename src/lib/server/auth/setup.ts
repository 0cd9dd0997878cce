import { openDatabase } from '#lib/server/db/client.ts';
import type { Config } from '#lib/server/config.ts';
import { hashOf, newSecret } from './secret.ts';

/** A one-time link for the first administrator, where there is none yet; null otherwise, unless `another`. Replaces earlier links. */
export async function firstAdministratorLink(
	config: Config,
	origin: string,
	another = false
): Promise<string | null> {
	const database = openDatabase(config);
	try {
		const administrators = await database.read.roleGrant.count({
			where: { role: 'administrator', revokedAt: null, account: { status: 'active' } }
		});
		if (administrators > 0 && !another) return null;
		const token = newSecret();
		await database.transaction(async (tx) => {
			await tx.setupToken.deleteMany({});
			await tx.setupToken.create({ data: { tokenHash: hashOf(token), createdAt: new Date() } });
		});
		return new URL(`/auth/setup?token=${token}`, origin).href;
	} finally {
		await database.close();
	}
}
