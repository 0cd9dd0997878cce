import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { CONTEST_STATUSES } from '#lib/server/contest/contest-fields.ts';
import { editContest, setContestStatus } from '#lib/server/contest/edit-contest.ts';
import { unitChoice } from '#lib/server/contest/team-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const { contest } = await deskContest(read, locals.actor, params.code, 'contest.edit');
	const { titleVi, titleEn, hostUnitId, level, plan, occasion, venue, startsOn, endsOn, status } = contest;
	const { publishNeedsTwo } = contest;
	return {
		key: newId(),
		statusKey: newId(),
		units: await unitChoice(read, startsOn ?? new Date().toISOString().slice(0, 10), [hostUnitId]),
		values: {
			...{ titleVi, titleEn, hostUnitId, level, plan, occasion, venue, startsOn, endsOn, status },
			publishNeedsTwo
		},
		statuses: CONTEST_STATUSES
	};
};

async function contestIdOf(event: Parameters<Actions[string]>[0]): Promise<string> {
	return (await deskContest(app().database.read, event.locals.actor, event.params.code)).contest.id;
}

export const actions: Actions = {
	save: async (event) => {
		const contestId = await contestIdOf(event);
		const form = await event.request.formData();
		return runForm(event, editContest, { ...fieldsOf(form), contestId }, String(form.get('key') ?? ''));
	},
	status: async (event) => {
		const contestId = await contestIdOf(event);
		const form = await event.request.formData();
		return runForm(event, setContestStatus, { ...fieldsOf(form), contestId }, String(form.get('key') ?? ''));
	}
};
