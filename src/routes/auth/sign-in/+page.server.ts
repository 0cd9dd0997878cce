import { fail, redirect } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { pathBack } from '#lib/server/auth/guard.ts';
import { setSession } from '#lib/server/auth/session-cookie.ts';
import { signIn } from '#lib/server/auth/sign-in.ts';
import { statusOf } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	const to = pathBack(url.searchParams.get('to'), '/desk');
	if (locals.actor.kind === 'account') redirect(303, locals.actor.mustChange ? '/auth/account' : to);
	return { to, isOut: url.searchParams.has('out') };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const username = String(form.get('username') ?? '');
		const to = pathBack(form.get('to'), '/desk');
		const { database, sessions } = app();
		try {
			const { session, mustChange } = await signIn(
				database,
				sessions,
				{
					username,
					password: String(form.get('password') ?? ''),
					address: event.getClientAddress(),
					userAgent: event.request.headers.get('user-agent'),
					earlierSessionId: event.locals.sessionId
				},
				new Date()
			);
			setSession(event, session.id);
			redirect(303, mustChange ? '/auth/account' : to);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			return fail(statusOf(error), { refused: refusalWords(error, event.locals.locale), username });
		}
	}
};
