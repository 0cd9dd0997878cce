import { Lucia, TimeSpan } from 'lucia';
import type { Database } from '#lib/server/db/client.ts';
import { sessionStore } from './session-store.ts';

declare module 'lucia' {
	interface Register {
		Lucia: Lucia;
		DatabaseSessionAttributes: { address: string | null; userAgent: string | null };
	}
}

export const SESSION_COOKIE = 'kheo_session';

/** Sessions that slide by half a day of use and end for good after two weeks. */
export function sessionsOf(database: Database, secure: boolean): Lucia {
	return new Lucia(sessionStore(database), {
		sessionExpiresIn: new TimeSpan(12, 'h'),
		sessionCookie: { name: SESSION_COOKIE, attributes: { secure, sameSite: 'lax' } }
	});
}
