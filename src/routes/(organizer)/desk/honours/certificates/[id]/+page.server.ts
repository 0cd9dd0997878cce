import { may } from '#lib/domain/access/policy.ts';
import { RECOVERY_STATES } from '#lib/domain/honours/standing.ts';
import { redirect } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { allow, found } from '#lib/server/auth/guard.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { p12In } from '#lib/server/honours/signing/p12/p12-in.ts';
import { signOwn } from '#lib/server/honours/signing/sign-own.ts';
import { sendSigned } from '#lib/server/honours/signing/send-signed.ts';
import { fileIn } from '#lib/server/papers/read-file.ts';
import { fieldsOf, refusedForm } from '#lib/server/command/form.ts';
import { refusedAt } from '#lib/server/conference/conference-form.ts';
import { issueReplacement } from '#lib/server/honours/issue/issue-replacement.ts';
import { wordsOfCertificate } from '#lib/server/honours/issue/replace-certificate.ts';
import type { Command } from '#lib/server/command/command.ts';
import { certificateForm } from '#lib/server/honours/proof/certificate-form.ts';
import { certificateAtDesk } from '#lib/server/honours/proof/certificate-query.ts';
import { certificateScope } from '#lib/server/honours/proof/certificate-scope.ts';
import { declineCorrection } from '#lib/server/honours/revocation/decline-correction.ts';
import { keepDoubted } from '#lib/server/honours/revocation/keep-doubted.ts';
import { revokeCertificate } from '#lib/server/honours/revocation/revoke-certificate.ts';
import { TAKING_AWAY } from '#lib/server/honours/revocation/revocation-fields.ts';
import { setRecovery } from '#lib/server/honours/revocation/set-recovery.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	// The name that forms of a desk ask to be read again.
	depends('desk:round');
	const { read } = app().database;
	const certificate = found(await certificateAtDesk(read, params.id));
	const scope = await certificateScope(read, { certificate: params.id }, 'award-certificate.read');
	allow(locals.actor, 'award-certificate.read', scope);
	return {
		key: newId(),
		certificate,
		reasons: TAKING_AWAY,
		recoveries: RECOVERY_STATES,
		mayRevoke: may(locals.actor, 'award-certificate.revoke', scope),
		maySign: may(locals.actor, 'award-certificate.sign', scope),
		mayReplace: may(locals.actor, 'award-certificate.replace', scope),
		words: (await wordsOfCertificate(read, params.id)).all,
		fields: certificate.fields
	};
};

/** A certificate in place of this one: `word-name`, `word-unit` … in the form are its words. */
async function replace(event: RequestEvent) {
	const form = await event.request.formData();
	const { at, ...fields } = fieldsOf(form);
	const name = typeof at === 'string' ? at : '';
	const { config, database } = app();
	const { actor, requestId } = event.locals;
	const words = Object.fromEntries(
		Object.entries(fields).flatMap(([field, value]) =>
			field.startsWith('word-') ? [[field.slice('word-'.length), value]] : []
		)
	);
	const input = { ...fields, words, certificate: event.params.id };
	const key = String(form.get('key') ?? '') || undefined;
	const origin = config.origin ?? event.url.origin;
	const outcome = await issueReplacement(database, input, { actor, origin, key, requestId });
	if (!outcome.ok) return refusedAt(refusedForm(event, outcome.refusal, fields), name, fields);
	redirect(303, `/desk/honours/certificates/${outcome.value.certificate}`);
}

/** A file that was signed elsewhere. */
async function signed(event: RequestEvent) {
	const form = await event.request.formData();
	const { at, ...fields } = fieldsOf(form);
	const name = typeof at === 'string' ? at : '';
	const key = String(form.get('key') ?? '') || undefined;
	const { actor, requestId } = event.locals;
	const refused = (refusal: Refusal) => refusedAt(refusedForm(event, refusal, fields), name, fields);
	try {
		const sent = { certificate: event.params.id, file: await fileIn(form) };
		const outcome = await sendSigned(app().database, sent, { actor, key, requestId });
		return outcome.ok ? { done: true as const, value: null, at: name } : refused(outcome.refusal);
	} catch (error) {
		if (error instanceof Refusal) return refused(error);
		throw error;
	}
}

/** Signs by the organizer's own P12. Nothing of what was sent goes back. */
async function own(event: RequestEvent) {
	const form = await event.request.formData();
	const { at } = fieldsOf(form);
	const name = typeof at === 'string' ? at : '';
	const { actor, requestId } = event.locals;
	try {
		const sent = { certificate: event.params.id!, p12: await p12In(form) };
		await signOwn(app().database, sent, { actor, requestId });
		return { done: true as const, value: null, at: name };
	} catch (error) {
		if (error instanceof Refusal) return refusedAt(refusedForm(event, error, {}), name, {});
		throw error;
	}
}

const run = (event: RequestEvent, command: Command) =>
	certificateForm(event, command, { certificate: event.params.id });

export const actions: Actions = {
	revoke: (event) => run(event, revokeCertificate),
	recovery: (event) => run(event, setRecovery),
	keep: (event) => run(event, keepDoubted),
	decline: (event) => run(event, declineCorrection),
	replace,
	signed,
	own
};
