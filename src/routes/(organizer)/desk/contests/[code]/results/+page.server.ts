import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { deskResults } from '#lib/server/results/desk-results.ts';
import { stageOutlooks } from '#lib/server/results/stage-outlook.ts';
import { fillNextStage } from '#lib/server/results/fill-final.ts';
import { withdrawFinalist } from '#lib/server/results/withdraw-finalist.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const { contest, mayDo } = await deskContest(app().database.read, locals.actor, params.code, 'sheet.read');
	// The forecast tells what frozen boards hide: who may bring the results together may read it.
	const seesOutlook = mayDo('final.fill');
	return {
		stages: await app().database.snapshot((read) => deskResults(read, contest.id, locals.locale)),
		outlooks: seesOutlook
			? await app().database.snapshot((read) => stageOutlooks(read, contest.id, locals.locale))
			: [],
		keys: { fill: newId(), withdraw: newId() },
		may: { fill: mayDo('final.fill'), withdraw: mayDo('team.withdraw') }
	};
};

type Event = Parameters<Actions[string]>[0];

async function ask(event: Event, command: Command) {
	const { contest } = await deskContest(
		app().database.read,
		event.locals.actor,
		event.params.code!,
		'sheet.read'
	);
	const form = await event.request.formData();
	return runForm(event, command, { ...fieldsOf(form), contestId: contest.id }, String(form.get('key') ?? ''));
}

export const actions: Actions = {
	fill: async (event) => ({ ...(await ask(event, fillNextStage as Command)), asked: 'fill' as const }),
	withdraw: async (event) => {
		const answer = await ask(event, withdrawFinalist as Command);
		return 'done' in answer ? { ...answer, asked: 'withdraw' as const } : answer;
	}
};
