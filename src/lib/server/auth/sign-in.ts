import type { Lucia, Session } from 'lucia';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Database } from '#lib/server/db/client.ts';
import { announce } from '#lib/server/realtime/bus.ts';
import { passwordMatches, spendAsMuchTime } from './password.ts';
import { hashOf } from './secret.ts';
import { forgetFailures, takeAttempt } from './throttle.ts';
import { usernameOf } from './username.ts';

export interface Browser {
	readonly address: string;
	readonly userAgent: string | null;
}

export interface Credentials extends Browser {
	readonly username: string;
	readonly password: string;
	/** The session that the browser brings along: it ends, so that nobody can plant one beforehand. */
	readonly earlierSessionId: string | null;
}

export interface SignedIn {
	readonly session: Session;
	readonly mustChange: boolean;
}

// An address may be a whole agency behind one router; an account is one person.
const FREE_FAILURES = { account: 5, address: 30 };
const LONGEST = 128;

/** Opens a session in exchange for name and password, or refuses: one answer for unknown, wrong and disabled. */
export async function signIn(
	database: Database,
	sessions: Lucia,
	{ username, password, address, userAgent, earlierSessionId }: Credentials,
	now: Date
): Promise<SignedIn> {
	const name = usernameOf(username).slice(0, LONGEST);
	const ofAccount = { key: `account:${name}`, allowed: FREE_FAILURES.account };
	const ofAddress = { key: `address:${address}`, allowed: FREE_FAILURES.address };
	const blockedMs = await takeAttempt(database, [ofAccount, ofAddress], now);
	if (blockedMs > 0) throw new Refusal('too_many', { seconds: Math.ceil(blockedMs / 1000) });

	const account = await database.read.account.findUnique({ where: { username: name } });
	if (!account || account.status !== 'active' || password.length > LONGEST) {
		await spendAsMuchTime(password.slice(0, LONGEST));
		throw new Refusal('access_sign_in');
	}
	if (!(await passwordMatches(account.passwordHash, password))) throw new Refusal('access_sign_in');

	await forgetFailures(database, ofAccount.key, [ofAddress.key], now);
	if (earlierSessionId) await endSession(database, sessions, earlierSessionId);
	const session = await openSession(sessions, account.id, { address, userAgent });
	return { session, mustChange: account.mustChange };
}

export function openSession(
	sessions: Lucia,
	accountId: string,
	{ address, userAgent }: Browser
): Promise<Session> {
	return sessions.createSession(accountId, { address, userAgent: userAgent?.slice(0, 300) ?? null });
}

/** Ends the browser's own session and tells its sockets. */
export async function endSession(database: Database, sessions: Lucia, sessionId: string): Promise<void> {
	const row = await database.read.session.findUnique({ where: { id: hashOf(sessionId) } });
	if (!row) return;
	await sessions.invalidateSession(sessionId);
	announce([{ kind: 'session.revoked', accountId: row.accountId, sessionId: row.id }]);
}
