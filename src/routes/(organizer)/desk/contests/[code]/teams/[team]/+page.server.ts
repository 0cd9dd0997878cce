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
	const { contest, mayDo } = await deskContest(read, locals.actor, params.code);
	const team = found(await teamWhole(read, contest.id, params.team));
	const maySave = mayDo('team.save');
	const [units, people, { rules }] = await Promise.all([
		unitChoice(read, contest.startsOn ?? new Date().toISOString().slice(0, 10)),
		maySave ? peopleChoice(read) : [],
		newestRules(read, contest.id)
	]);
	return {
		key: newId(),
		team,
		units,
		people: people.map(({ fullName, about }) => ({ fullName, about })),
		limits: rules.teams,
		maySave
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
