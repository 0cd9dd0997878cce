import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { contestOverview } from '#lib/server/contest/contest-query.ts';
import { setContestStatus } from '#lib/server/contest/edit-contest.ts';
import { registeredTeams } from '#lib/server/contest/round-teams.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const { contest, mayDo } = await deskContest(read, locals.actor, params.code);
	const [overview, teams] = await Promise.all([
		contestOverview(read, contest.id, locals.locale),
		registeredTeams(read, contest.id)
	]);
	return {
		key: newId(),
		overview,
		teamNames: Object.fromEntries(teams.map(({ id, name }) => [id, name])),
		mayEdit: mayDo('contest.edit'),
		mayRehearse: mayDo('rehearsal.run')
	};
};

export const actions: Actions = {
	status: async (event) => {
		const { contest } = await deskContest(app().database.read, event.locals.actor, event.params.code);
		const form = await event.request.formData();
		const input = { ...fieldsOf(form), contestId: contest.id };
		return runForm(event, setContestStatus, input, String(form.get('key') ?? ''));
	}
};
