import { ANONYMOUS, type Actor } from '#lib/domain/access/actor.ts';
import type { App } from '#lib/server/app.ts';
import { accountActor } from '#lib/server/auth/account-actor.ts';
import { DEVICE_COOKIE } from '#lib/server/auth/device-actor.ts';
import { sessionStore } from '#lib/server/auth/session-store.ts';
import { AWAKE_COOKIE, tabletOf } from '#lib/server/auth/tablet.ts';
import { cookieOf } from './cookie.ts';

/**
 * Who holds the cookies of a handshake, as of now: an account with its session, else a paired tablet that is awake, else nobody.
 * Does not prolong the session: a page left open on a desk is no sign of anybody sitting there.
 */
export async function deskActor(
	{ database, sessions }: Pick<App, 'database' | 'sessions'>,
	cookieHeader: string | undefined,
	now = new Date()
): Promise<Actor> {
	const cookies = cookieHeader ?? '';
	const sessionId = sessions.readSessionCookie(cookies);
	if (sessionId) {
		const [session, user] = await sessionStore(database).getSessionAndUser(sessionId);
		if (session && user && session.expiresAt > now) {
			const actor = await accountActor(database.read, user.id);
			if (actor.kind === 'account' && !actor.mustChange) return actor;
		}
	}
	const held = { token: cookieOf(cookies, DEVICE_COOKIE), awake: cookieOf(cookies, AWAKE_COOKIE) };
	const tablet = await tabletOf(database.read, held, now);
	return tablet.isAwake ? tablet.actor : ANONYMOUS;
}
