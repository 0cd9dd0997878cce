import { redirect } from '@sveltejs/kit';
import { RULES_TEMPLATES } from '#lib/domain/contest/templates/templates.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { contestsToCopy } from '#lib/server/contest/contest-query.ts';
import { createContest } from '#lib/server/contest/create-contest.ts';
import { unitChoice } from '#lib/server/contest/team-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	allowAnywhere(locals.actor, 'contest.create');
	const { read } = app().database;
	const [units, contests] = await Promise.all([
		unitChoice(read, new Date().toISOString().slice(0, 10)),
		contestsToCopy(read, locals.actor)
	]);
	return {
		key: newId(),
		units,
		templates: RULES_TEMPLATES.map(({ key, name }) => ({ key, name: name[locals.locale] })),
		contests: contests.map(({ id, code, titleVi, titleEn }) => ({
			id,
			title: `${code} · ${locals.locale === 'en' ? titleEn : titleVi}`
		}))
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const answer = await runForm(event, createContest, fieldsOf(form), String(form.get('key') ?? ''));
		if (!('done' in answer)) return answer;
		redirect(303, `/desk/contests/${answer.value.code}`);
	}
};
