import { redirect } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { setSession } from '#lib/server/auth/session-cookie.ts';
import { endSession } from '#lib/server/auth/sign-in.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
	const { database, sessions } = app();
	if (event.locals.sessionId) await endSession(database, sessions, event.locals.sessionId);
	setSession(event, null);
	redirect(303, '/auth/sign-in?out');
};
