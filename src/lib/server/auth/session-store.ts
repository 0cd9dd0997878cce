import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import type { Database } from '#lib/server/db/client.ts';
import { hashOf } from './secret.ts';

/** However busy the person is: after this a password is asked again. */
const ABSOLUTE_LIFETIME_MS = 14 * 24 * 3600_000;

interface StoredSession {
	id: string;
	accountId: string;
	createdAt: Date;
	expiresAt: Date;
	address: string | null;
	userAgent: string | null;
}

const asLucia = (row: StoredSession, id: string): DatabaseSession => ({
	id,
	userId: row.accountId,
	expiresAt: row.expiresAt,
	attributes: { address: row.address, userAgent: row.userAgent }
});

/** Lucia's sessions in our tables; a stolen database gives nobody a session, only SHA-256 of ids is in it. */
export function sessionStore(database: Database): Adapter {
	return {
		async getSessionAndUser(sessionId): Promise<[DatabaseSession | null, DatabaseUser | null]> {
			const row = await database.read.session.findUnique({
				where: { id: hashOf(sessionId) },
				include: { account: true }
			});
			if (!row || row.endsAt <= new Date() || row.account.status !== 'active') return [null, null];
			return [asLucia(row, sessionId), { id: row.accountId, attributes: {} }];
		},
		async getUserSessions(accountId) {
			const rows = await database.read.session.findMany({ where: { accountId } });
			return rows.map((row) => asLucia(row, row.id));
		},
		async setSession(session) {
			const now = new Date();
			await database.transaction((tx) =>
				tx.session.create({
					data: {
						id: hashOf(session.id),
						accountId: session.userId,
						createdAt: now,
						lastSeenAt: now,
						expiresAt: session.expiresAt,
						endsAt: new Date(now.getTime() + ABSOLUTE_LIFETIME_MS),
						address: session.attributes.address,
						userAgent: session.attributes.userAgent
					}
				})
			);
		},
		async updateSessionExpiration(sessionId, expiresAt) {
			await database.transaction((tx) =>
				tx.session.updateMany({
					where: { id: hashOf(sessionId) },
					data: { expiresAt, lastSeenAt: new Date() }
				})
			);
		},
		async deleteSession(sessionId) {
			await database.transaction((tx) => tx.session.deleteMany({ where: { id: hashOf(sessionId) } }));
		},
		async deleteUserSessions(accountId) {
			await database.transaction((tx) => tx.session.deleteMany({ where: { accountId } }));
		},
		async deleteExpiredSessions() {
			const now = new Date();
			await database.transaction((tx) =>
				tx.session.deleteMany({ where: { OR: [{ expiresAt: { lte: now } }, { endsAt: { lte: now } }] } })
			);
		}
	};
}
