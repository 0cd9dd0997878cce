import * as v from 'valibot';
import { ALL_TEAMS } from '#lib/domain/quiz/draw-questions.ts';
import { mayAnswer } from '#lib/domain/quiz/question-clock.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, whole } from '#lib/server/contest/input.ts';
import { roundIn, teamIn } from '#lib/server/judging/round-in.ts';
import { askedAt, askedScope, choicesIn, timesOf, writeChoice } from './asked.ts';
import { quizPartAt } from './quiz-part.ts';

/**
 * quiz.answer: a team's tablet chooses an option while the time runs, by the moment at which the server got it. What was chosen is in
 * no answer, log or message until the question is closed.
 */
export const answerQuestion = command({
	action: 'quiz.answer',
	input: v.object({ askedId: id, choice: whole(0, 5) }),
	scope: async (tx, { askedId }, actor) => {
		const scope = await askedScope(tx, askedId);
		return actor.kind === 'team' ? { ...scope, teamId: actor.teamId } : scope;
	},
	async run(context, { askedId, choice }) {
		const { tx, actor, at, scope, audit, publish } = context;
		if (actor.kind !== 'team') throw new Refusal('forbidden');
		const { teamId, tabletId } = actor;
		const asked = await askedAt(tx, askedId);
		const round = await roundIn(tx, asked.roundId, ['open']);
		const team = teamIn(round, teamId);
		const { quiz } = quizPartAt(round.facts.stage, asked.partKey);
		if (quiz?.input !== 'tablet') throw new Refusal('quiz_no_tablets');
		if (!team.isCompeting || (asked.drawer !== ALL_TEAMS && asked.drawer !== teamId)) {
			throw new Refusal('quiz_other_team');
		}
		const answerable = mayAnswer(timesOf(asked), at.getTime());
		if (!answerable.ok) {
			throw answerable.why === 'late'
				? new Refusal('quiz_late', { ms: answerable.lateMs })
				: new Refusal('quiz_not_started');
		}
		if (choice >= (JSON.parse(asked.question.options) as string[]).length)
			throw new Refusal('quiz_no_such_option');
		const before = (await choicesIn(tx, [askedId])).get(`${askedId} ${teamId}`);
		if (before && quiz.lock === 'firstChoice') throw new Refusal('quiz_answer_stands');
		const subjectId = await writeChoice(context, {
			askedId,
			teamId,
			choice,
			source: 'tablet',
			tabletId,
			by: tabletId
		});
		audit({
			subjectKind: 'quiz-answer',
			subjectId,
			after: { askedId, teamId, press: (before?.presses ?? 0) + 1 }
		});
		publish({ kind: 'quiz.answered', contestId: scope.contestId!, roundId: asked.roundId });
		return { at: at.toISOString() };
	}
});
