import { fail, redirect } from '@sveltejs/kit';
import { ANONYMOUS } from '#lib/domain/access/actor.ts';
import { isMistypedCode, printedCheckCode, readCheckCode } from '#lib/domain/shared/check-code.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { execute } from '#lib/server/command/execute.ts';
import { fieldsOf, statusOf } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { certificateByCode } from '#lib/server/honours/proof/certificate-by-code.ts';
import { pageOfCode } from '#lib/server/honours/proof/code-address.ts';
import { countLookUp } from '#lib/server/honours/proof/look-ups.ts';
import { askCorrection } from '#lib/server/honours/revocation/ask-correction.ts';
import { waitToReport } from '#lib/server/honours/revocation/report-limit.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	countLookUp(event);
	const { params, locals } = event;
	const typed = params.code.slice(0, 40);
	const code = readCheckCode(params.code);
	if (!code) {
		const other = pageOfCode(params.code);
		if (other) redirect(303, other);
		return { kind: isMistypedCode(params.code) ? ('mistyped' as const) : ('malformed' as const), typed };
	}
	const certificate = await certificateByCode(app().database.read, code);
	if (!certificate) return { kind: 'unknown' as const, typed: printedCheckCode(code) };
	const { event: of, ...shown } = certificate;
	return {
		kind: 'found' as const,
		key: newId(),
		certificate: { ...shown, event: of && (locals.locale === 'en' ? of.titleEn : of.titleVi) }
	};
};

export const actions: Actions = {
	correct: async (event) => {
		const form = await event.request.formData();
		const values = fieldsOf(form);
		const refused = (refusal: Refusal) =>
			fail(statusOf(refusal), { refused: refusalWords(refusal, event.locals.locale), values });
		const seconds = waitToReport(event.getClientAddress(), new Date());
		if (seconds > 0) return refused(new Refusal('too_many', { seconds }));
		const outcome = await execute(app().database, askCorrection, {
			// Whoever is signed in reports like anybody else.
			actor: ANONYMOUS,
			input: { ...values, certificateCode: event.params.code },
			key: String(form.get('key') ?? '') || undefined,
			requestId: event.locals.requestId
		});
		return outcome.ok ? { done: true as const } : refused(outcome.refusal);
	}
};
