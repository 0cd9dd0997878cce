import { app } from '#lib/server/app.ts';
import type { Command } from '#lib/server/command/command.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { deskForm } from '#lib/server/desk/desk-form.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import { found } from '#lib/server/auth/guard.ts';
import { enterGiven } from '#lib/server/judging/enter-given.ts';
import { deskQuiz } from '#lib/server/quiz/desk-quiz.ts';
import { drawQuestions } from '#lib/server/quiz/draw-questions.ts';
import { keyAnswer } from '#lib/server/quiz/key-answer.ts';
import { runQuestion, voidQuestion } from '#lib/server/quiz/run-question.ts';
import { typeQuestionDraw } from '#lib/server/quiz/type-draw.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('desk:round');
	const { read } = app().database;
	const { mayDo } = await roundDesk(read, atDesk(locals), params.id, 'quiz.run');
	const { parts, ...quiz } = found(await deskQuiz(read, params.id));
	// A timekeeper runs the questions and sees no scores.
	const mayReadScores = mayDo('sheet.read');
	return {
		...quiz,
		parts: parts.map((part) => (mayReadScores ? part : { ...part, scores: [] })),
		chosenPart: url.searchParams.get('part'),
		chosenQuestion: url.searchParams.get('q'),
		readAt: new Date(),
		mayQuiz: {
			draw: mayDo('quiz.draw'),
			key: mayDo('quiz.key'),
			score: mayReadScores && mayDo('given.enter'),
			bank: mayDo('questions.read')
		}
	};
};

export const actions: Actions = {
	draw: (event) => deskForm(event, drawQuestions as Command),
	typed: (event) => deskForm(event, typeQuestionDraw as Command),
	step: (event) => deskForm(event, runQuestion as Command),
	key: (event) => deskForm(event, keyAnswer as Command),
	void: (event) => deskForm(event, voidQuestion as Command),
	score: (event) => deskForm(event, enterGiven as Command)
};
