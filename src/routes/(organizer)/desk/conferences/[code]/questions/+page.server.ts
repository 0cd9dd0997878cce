import type { RequestEvent } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { askingPlaces, deskQuestions } from '#lib/server/asking/asking-query.ts';
import { moderateQuestion, moveQuestion } from '#lib/server/asking/moderate-question.ts';
import { clearCurrent, setQuestionTime } from '#lib/server/asking/set-question-time.ts';
import type { Command } from '#lib/server/command/command.ts';
import { conferenceForm } from '#lib/server/conference/conference-form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('asking:desk');
	const { read } = app().database;
	const { conference, mayDo } = await deskConference(read, locals.actor, params.code, 'hall-question.read');
	return {
		key: newId(),
		questions: await deskQuestions(read, conference.id),
		places: (await askingPlaces(read, conference.id)).length,
		isPublic: conference.status !== 'draft',
		maySetUp: mayDo('hall-question.set-up'),
		mayModerate: mayDo('hall-question.moderate')
	};
};

async function run(event: RequestEvent, command: Command) {
	const { read } = app().database;
	const code = event.params.code ?? '';
	const { conference } = await deskConference(read, event.locals.actor, code, 'hall-question.read');
	return conferenceForm(event, conference.id, command);
}

export const actions: Actions = {
	time: (event) => run(event, setQuestionTime),
	clear: (event) => run(event, clearCurrent),
	moderate: (event) => run(event, moderateQuestion),
	move: (event) => run(event, moveQuestion)
};
