import { app } from '#lib/server/app.ts';
import { deskQuestions } from '#lib/server/asking/asking-query.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('asking:desk');
	const { read } = app().database;
	const { conference } = await deskConference(read, locals.actor, params.code, 'hall-question.read');
	const { approved, currentId } = await deskQuestions(read, conference.id);
	return { approved, currentId };
};
