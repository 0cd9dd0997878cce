import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { contestOverview } from '#lib/server/contest/contest-query.ts';
import { makeRounds } from '#lib/server/contest/save-round.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const { contest, mayDo } = await deskContest(read, locals.actor, params.code);
	const { stages } = await contestOverview(read, contest.id, locals.locale);
	return { key: newId(), stages, maySave: mayDo('round.save') };
};

export const actions: Actions = {
	make: async (event) => {
		const { contest } = await deskContest(app().database.read, event.locals.actor, event.params.code);
		const form = await event.request.formData();
		const input = { ...fieldsOf(form), contestId: contest.id };
		return runForm(event, makeRounds, input, String(form.get('key') ?? ''));
	}
};
