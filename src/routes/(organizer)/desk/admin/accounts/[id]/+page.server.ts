import { newId } from '#lib/live/id.ts';
import { may } from '#lib/domain/access/policy.ts';
import { app } from '#lib/server/app.ts';
import { accountById, sessionsOfAccount } from '#lib/server/auth/account-query.ts';
import { accountScope } from '#lib/server/auth/account-scope.ts';
import { disableAccount } from '#lib/server/auth/disable-account.ts';
import { giveGrant } from '#lib/server/auth/give-grant.ts';
import { grantChoices, shownGrants } from '#lib/server/auth/grant-presenter.ts';
import { allow, allowAnywhere, found } from '#lib/server/auth/guard.ts';
import { resetToNewPassword } from '#lib/server/auth/reset-password.ts';
import { revokeGrant } from '#lib/server/auth/revoke-grant.ts';
import { revokeSession } from '#lib/server/auth/revoke-session.ts';
import { hashOf } from '#lib/server/auth/secret.ts';
import { fieldsOf, refusedForm, runForm } from '#lib/server/command/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { actor, locale } = locals;
	allowAnywhere(actor, 'account.read');
	const { read } = app().database;
	const { grants, ...account } = found(await accountById(read, params.id));
	const scope = await accountScope(read, account.id);
	allow(actor, 'account.read', scope);
	const sessions = may(actor, 'session.read', scope)
		? await sessionsOfAccount(read, account.id, new Date())
		: [];
	const own = locals.sessionId && hashOf(locals.sessionId);
	return {
		key: newId(),
		resetKey: newId(),
		account,
		isOwn: actor.kind === 'account' && actor.accountId === account.id,
		grants: await shownGrants(read, actor, locale, grants),
		choices: await grantChoices(read, actor, locale),
		sessions: sessions.map((session) => ({ ...session, isThis: session.id === own }))
	};
};

export const actions: Actions = {
	give: async (event) => {
		const form = await event.request.formData();
		const result = await runForm(event, giveGrant, fieldsOf(form), String(form.get('key') ?? ''));
		return 'done' in result ? { given: true } : result;
	},
	revoke: async (event) => {
		const result = await runForm(event, revokeGrant, fieldsOf(await event.request.formData()));
		return 'done' in result ? { taken: true } : result;
	},
	session: async (event) => {
		const result = await runForm(event, revokeSession, fieldsOf(await event.request.formData()));
		return 'done' in result ? { signedOut: true } : result;
	},
	status: async (event) => {
		const input = { ...fieldsOf(await event.request.formData()), accountId: event.params.id };
		const result = await runForm(event, disableAccount, input);
		return 'done' in result ? { changed: true } : result;
	},
	reset: async (event) => {
		const form = await event.request.formData();
		const input = { accountId: event.params.id };
		const outcome = await resetToNewPassword(app().database, {
			actor: event.locals.actor,
			input,
			key: String(form.get('key') ?? '') || undefined,
			requestId: event.locals.requestId
		});
		if (!outcome.ok) return refusedForm(event, outcome.refusal, input);
		return { password: outcome.value.password };
	}
};
