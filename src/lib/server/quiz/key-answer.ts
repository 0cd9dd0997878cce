import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { ALL_TEAMS } from '#lib/domain/quiz/draw-questions.ts';
import { stateAt } from '#lib/domain/quiz/question-clock.ts';
import { letterOf } from '#lib/domain/quiz/question.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { roundIn, teamIn } from '#lib/server/judging/round-in.ts';
import { askedAt, askedScope, choicesIn, timesOf, writeChoice } from './asked.ts';
import { quizPartAt } from './quiz-part.ts';

const letter = v.pipe(
	v.string(),
	v.regex(/^[0-5]?$/, 'field_invalid'),
	v.transform((typed) => (typed === '' ? null : Number(typed)))
);

/**
 * quiz.key: the letter that a team holds up, typed at the desk while the time runs or after it, until the answer is shown; empty: none.
 * For a team whose tablet failed it needs a reason.
 */
export const keyAnswer = command({
	action: 'quiz.key',
	input: v.object({
		askedId: id,
		teamId: id,
		choice: letter,
		reason: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500)), '')
	}),
	scope: (tx, { askedId }) => askedScope(tx, askedId),
	async run(context, { askedId, teamId, choice, reason }) {
		const { tx, actor, at, scope, audit, publish } = context;
		const asked = await askedAt(tx, askedId);
		const round = await roundIn(tx, asked.roundId, ['open']);
		const team = teamIn(round, teamId);
		const { quiz } = quizPartAt(round.facts.stage, asked.partKey);
		if (!quiz) throw new Refusal('quiz_not_drawn_part');
		if (!team.isCompeting || (asked.drawer !== ALL_TEAMS && asked.drawer !== teamId)) {
			throw new Refusal('quiz_other_team');
		}
		const state = stateAt(timesOf(asked), at.getTime());
		if (state === 'revealed') throw new Refusal('quiz_revealed');
		if (state !== 'answering' && state !== 'closed') throw new Refusal('quiz_not_started');
		const isBoard = quiz.input === 'board';
		if (!isBoard && state !== 'closed') throw new Refusal('quiz_tablet_first');
		if (!isBoard && reason.length < 5) {
			throw new Refusal('invalid', {}, [{ field: 'reason', code: 'quiz_key_reason' }]);
		}
		if (choice !== null && choice >= (JSON.parse(asked.question.options) as string[]).length) {
			throw new Refusal('quiz_no_such_option');
		}
		const before = (await choicesIn(tx, [askedId])).get(`${askedId} ${teamId}`);
		const by = actorId(actor);
		const subjectId = await writeChoice(context, {
			askedId,
			teamId,
			choice,
			source: 'board',
			tabletId: null,
			by
		});
		const told = (index: number | null | undefined) =>
			index === null || index === undefined ? null : letterOf(index);
		audit({
			subjectKind: 'quiz-answer',
			subjectId,
			...(before && { before: { letter: told(before.choice), source: before.source } }),
			after: { askedId, teamId, letter: told(choice) },
			...(reason && { reason })
		});
		publish({ kind: 'quiz.answered', contestId: scope.contestId!, roundId: asked.roundId });
		return { choice };
	}
});
