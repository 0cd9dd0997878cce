import { redirect } from '@sveltejs/kit';
import { emptyTeam, teamValues } from '#lib/features/contest/team-values.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { newestRules } from '#lib/server/contest/newest-rules.ts';
import { saveTeam } from '#lib/server/contest/save-team.ts';
import { peopleChoice, unitChoice } from '#lib/server/contest/team-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const { contest } = await deskContest(read, locals.actor, params.code, 'team.save');
	const [units, people, { rules }] = await Promise.all([
		unitChoice(read, contest.startsOn ?? new Date().toISOString().slice(0, 10)),
		peopleChoice(read, locals.actor, contest.id),
		newestRules(read, contest.id)
	]);
	return {
		key: newId(),
		units,
		people,
		limits: rules.teams,
		values: emptyTeam()
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { contest } = await deskContest(app().database.read, event.locals.actor, event.params.code);
		const form = await event.request.formData();
		const fields = fieldsOf(form);
		const { code, accept } = fields;
		const input = { ...teamValues(fields), code, accept, contestId: contest.id };
		const answer = await runForm(event, saveTeam, input, String(form.get('key') ?? ''));
		if (!('done' in answer)) return answer;
		redirect(303, `/desk/contests/${contest.code}/teams`);
	}
};
