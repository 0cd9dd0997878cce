import { askerWords, statusWord } from '#lib/features/asking/asking-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { deskQuestions } from '#lib/server/asking/asking-query.ts';
import { questionsTable } from '#lib/server/asking/questions-table.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { xlsxAnswer } from '#lib/server/results/export/xlsx-answer.ts';
import type { RequestHandler } from './$types';

/** All questions of the hall with what became of them, as a table. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { read } = app().database;
	const { conference } = await deskConference(read, locals.actor, params.code, 'hall-question.read');
	const { approved, waiting, answered, refused, merged } = await deskQuestions(read, conference.id);
	const table = questionsTable([...approved, ...waiting, ...answered, ...refused, ...merged], {
		name: m.asking_title(),
		head: [
			...[m.paper_when(), m.asking_question(), m.asking_who(), m.asking_place(), m.paper_state()],
			...[m.asking_answer_text(), m.asking_answered_by(), m.asking_reason()]
		],
		asker: askerWords,
		status: statusWord
	});
	return xlsxAnswer([table], `cau-hoi-${conference.code}`);
};
