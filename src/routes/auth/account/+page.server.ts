import { redirect } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { accountById, sessionsOfAccount } from '#lib/server/auth/account-query.ts';
import { changePassword } from '#lib/server/auth/change-password.ts';
import { found } from '#lib/server/auth/guard.ts';
import { revokeSession } from '#lib/server/auth/revoke-session.ts';
import { hashOf } from '#lib/server/auth/secret.ts';
import { setSession } from '#lib/server/auth/session-cookie.ts';
import { openSession } from '#lib/server/auth/sign-in.ts';
import { takeAttempt } from '#lib/server/auth/throttle.ts';
import { fieldsOf, runForm, statusOf } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import { fail, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

function ownAccountId({ locals }: Pick<RequestEvent, 'locals'>): string {
	if (locals.actor.kind !== 'account') redirect(303, '/auth/sign-in?to=/auth/account');
	return locals.actor.accountId;
}

export const load: PageServerLoad = async ({ locals }) => {
	const accountId = ownAccountId({ locals });
	const { read } = app().database;
	const { username, displayName, mustChange } = found(await accountById(read, accountId));
	const sessions = await sessionsOfAccount(read, accountId, new Date());
	const own = locals.sessionId && hashOf(locals.sessionId);
	return {
		username,
		displayName,
		mustChange,
		sessions: sessions.map((session) => ({ ...session, isThis: session.id === own }))
	};
};

export const actions: Actions = {
	password: async (event) => {
		const accountId = ownAccountId(event);
		const { database, sessions } = app();
		const blockedMs = await takeAttempt(database, [{ key: `change:${accountId}`, allowed: 8 }], new Date());
		if (blockedMs > 0) {
			const refusal = new Refusal('too_many', { seconds: Math.ceil(blockedMs / 1000) });
			return fail(statusOf(refusal), { refused: refusalWords(refusal, event.locals.locale) });
		}
		const { current, next } = fieldsOf(await event.request.formData());
		const result = await runForm(event, changePassword, { accountId, current, next });
		// What was typed stays out of the answer: it would be written into the page.
		if (!('done' in result)) return fail(result.status, { refused: result.data.refused });
		const userAgent = event.request.headers.get('user-agent');
		const session = await openSession(sessions, accountId, { address: event.getClientAddress(), userAgent });
		setSession(event, session.id);
		redirect(303, '/auth/account?changed');
	},
	revoke: async (event) => {
		ownAccountId(event);
		const fields = fieldsOf(await event.request.formData());
		const result = await runForm(event, revokeSession, fields);
		return 'done' in result ? { revoked: true } : fail(result.status, { refused: result.data.refused });
	}
};
