import { statusWord } from '#lib/features/asking/asking-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { deskQuestions } from '#lib/server/asking/asking-query.ts';
import { questionsFile } from '#lib/server/asking/questions-file.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import type { RequestHandler } from './$types';

/** All questions of the hall with what became of them, as a table. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { read } = app().database;
	const { conference } = await deskConference(read, locals.actor, params.code, 'hall-question.read');
	const { approved, waiting, answered, refused, merged } = await deskQuestions(read, conference.id);
	const bytes = await questionsFile([...approved, ...waiting, ...answered, ...refused, ...merged], {
		headings: [
			...[m.paper_when(), m.asking_question(), m.asking_who(), m.asking_place(), m.paper_state()],
			...[m.asking_answer_text(), m.asking_answered_by(), m.asking_reason()]
		],
		status: statusWord,
		unnamed: m.asking_unnamed()
	});
	return new Response(bytes as BodyInit, {
		headers: {
			'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'Content-Disposition': `attachment; filename="cau-hoi-${conference.code}.xlsx"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
