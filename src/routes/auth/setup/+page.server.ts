import { fail, redirect } from '@sveltejs/kit';
import { flatten, safeParse } from 'valibot';
import { app } from '#lib/server/app.ts';
import { needsRootUnit, setupLinkIsGood } from '#lib/server/auth/account-query.ts';
import { createFirstAdministrator } from '#lib/server/auth/create-first-administrator.ts';
import { NewPassword } from '#lib/server/auth/new-password.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import { rateLimit } from '#lib/server/auth/rate.ts';
import { hashOf } from '#lib/server/auth/secret.ts';
import { setSession } from '#lib/server/auth/session-cookie.ts';
import { openSession } from '#lib/server/auth/sign-in.ts';
import { execute } from '#lib/server/command/execute.ts';
import { fieldsOf, statusOf } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

const limit = rateLimit({ allowed: 20, windowMs: 10 * 60_000 });
const SYSTEM = { kind: 'system', name: 'setup' } as const;

export const load: PageServerLoad = async ({ url }) => {
	const { read } = app().database;
	const token = url.searchParams.get('token') ?? '';
	if (!(await setupLinkIsGood(read, hashOf(token)))) return { token: null, asksUnit: false };
	return { token, asksUnit: await needsRootUnit(read) };
};

export const actions: Actions = {
	default: async (event) => {
		const { token, password, ...values } = fieldsOf(await event.request.formData());
		const refuse = (refusal: Refusal) =>
			fail(statusOf(refusal), { refused: refusalWords(refusal, event.locals.locale), values });
		const address = event.getClientAddress();
		const seconds = limit.take(address, Date.now());
		if (seconds > 0) return refuse(new Refusal('too_many', { seconds }));
		const { database, sessions } = app();
		const tokenHash = hashOf(String(token ?? ''));
		if (!(await setupLinkIsGood(database.read, tokenHash))) return refuse(new Refusal('access_setup_spent'));
		const chosen = safeParse(NewPassword, password);
		if (!chosen.success) {
			const code = flatten(chosen.issues).root?.[0] ?? 'field_required';
			return refuse(new Refusal('invalid', {}, [{ field: 'password', code }]));
		}
		const outcome = await execute(database, createFirstAdministrator, {
			actor: SYSTEM,
			input: { ...values, tokenHash, passwordHash: await hashPassword(chosen.output) },
			requestId: event.locals.requestId
		});
		if (!outcome.ok) return refuse(outcome.refusal);
		const userAgent = event.request.headers.get('user-agent');
		const session = await openSession(sessions, outcome.value.accountId, { address, userAgent });
		setSession(event, session.id);
		redirect(303, '/desk');
	}
};
