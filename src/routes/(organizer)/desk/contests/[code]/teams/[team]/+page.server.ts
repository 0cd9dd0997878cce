import { teamValues } from '#lib/features/contest/team-values.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { newestRules } from '#lib/server/contest/newest-rules.ts';
import { saveTeam } from '#lib/server/contest/save-team.ts';
import { peopleChoice, teamWhole, unitChoice } from '#lib/server/contest/team-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	// Names, years and phone numbers of people: for those who may enter teams, not for everybody at the desk.
	const { contest } = await deskContest(read, locals.actor, params.code, 'team.save');
	const team = found(await teamWhole(read, contest.id, params.team));
	const [units, people, { rules }] = await Promise.all([
		unitChoice(read, contest.startsOn ?? new Date().toISOString().slice(0, 10)),
		peopleChoice(read, locals.actor, contest.id),
		newestRules(read, contest.id)
	]);
	return {
		key: newId(),
		team,
		units,
		people,
		limits: rules.teams
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { contest } = await deskContest(app().database.read, event.locals.actor, event.params.code);
		const form = await event.request.formData();
		const fields = fieldsOf(form);
		const { code, accept, version, reason } = fields;
		const input = {
			...teamValues(fields),
			code,
			accept,
			version,
			reason,
			contestId: contest.id,
			teamId: event.params.team
		};
		return runForm(event, saveTeam, input, String(form.get('key') ?? ''));
	}
};
