import type { RequestEvent } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';

/** Gives the browser its session; null takes it away. */
export function setSession({ cookies }: Pick<RequestEvent, 'cookies'>, sessionId: string | null): void {
	const { sessions } = app();
	const cookie =
		sessionId === null ? sessions.createBlankSessionCookie() : sessions.createSessionCookie(sessionId);
	cookies.set(cookie.name, cookie.value, { path: '/', ...cookie.attributes });
}
