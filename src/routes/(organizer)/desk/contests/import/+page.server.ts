import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { readPackageText } from '#lib/domain/contest/package/read-package.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { fieldsOf, refusedForm, runForm } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { importContest } from '#lib/server/contest/package-import.ts';
import { importMoving } from '#lib/server/contest/package-moving-import.ts';
import { isSealed, openMoving } from '#lib/server/contest/package-moving-seal.ts';
import { unitChoice } from '#lib/server/contest/team-query.ts';
import { packageProblemWords } from '#lib/words/package-problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	allowAnywhere(locals.actor, 'contest.import');
	return {
		key: newId(),
		units: await unitChoice(app().database.read, new Date().toISOString().slice(0, 10))
	};
};

async function opening(
	event: RequestEvent,
	text: string,
	passphrase: string,
	values: Readonly<Record<string, unknown>>
) {
	try {
		return await openMoving(text, passphrase);
	} catch (error) {
		if (error instanceof Refusal) return refusedForm(event, error, values);
		throw error;
	}
}

export const actions: Actions = {
	default: async (event) => {
		allowAnywhere(event.locals.actor, 'contest.import');
		const form = await event.request.formData();
		const file = form.get('file');
		const text = file instanceof File ? await file.text() : '';
		const { code, hostUnitId, isInvented } = fieldsOf(form);
		const values = { code, hostUnitId, isInvented };
		if (isSealed(text)) {
			const opened = await opening(event, text, String(form.get('passphrase') ?? ''), values);
			if (typeof opened !== 'string') return opened;
			const answer = await runForm(event, importMoving, { ...values, text: opened });
			if (!('done' in answer)) return fail(answer.status, { refused: answer.data.refused, values });
			return { moved: answer.value };
		}
		const checked = readPackageText(text);
		if (!checked.ok) {
			const problems = checked.problems.map((problem) => ({
				path: problem.path,
				text: packageProblemWords(problem, event.locals.locale)
			}));
			return fail(400, { problems, values });
		}
		const answer = await runForm(event, importContest, { ...values, text }, String(form.get('key') ?? ''));
		// What was uploaded is not sent back to the page.
		if (!('done' in answer)) return fail(answer.status, { refused: answer.data.refused, values });
		redirect(303, `/desk/contests/${answer.value.code}`);
	}
};
