import { ALL_TEAMS } from '#lib/domain/quiz/draw-questions.ts';
import { markAnswers, type QuizMarked } from '#lib/domain/quiz/mark-answers.ts';
import { stateAt } from '#lib/domain/quiz/question-clock.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Context } from '#lib/server/command/command.ts';
import { actorId } from '#lib/domain/access/actor.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { choicesIn, timesOf } from './asked.ts';
import { quizParts } from './quiz-part.ts';

export interface Place {
	readonly roundId: string;
	readonly teamId: string;
	readonly partKey: string;
}

/** What each team's answers count in a part; only teams whose questions are all closed are there. */
export async function proposedScores(
	read: Tx,
	stage: Stage,
	{ roundId, partKey }: Omit<Place, 'teamId'>,
	teamIds: readonly string[],
	now: number
): Promise<Map<string, QuizMarked>> {
	const part = quizParts(stage).find(({ path }) => path === partKey);
	if (!part?.quiz) return new Map();
	const { quiz } = part;
	const asked = await read.askedQuestion.findMany({
		where: { roundId, partKey, voidedAt: null },
		include: { question: { select: { answer: true } } }
	});
	const choices = await choicesIn(
		read,
		asked.map(({ id }) => id)
	);
	const marked = teamIds.flatMap((teamId) => {
		const own = asked.filter(({ drawer }) => drawer === ALL_TEAMS || drawer === teamId);
		const areClosed = own.every((one) => ['closed', 'revealed'].includes(stateAt(timesOf(one), now)));
		if (own.length < part.each || !areClosed) return [];
		const answers = own.map(({ id, question }) => ({
			right: question.answer ?? -1,
			choice: choices.get(`${id} ${teamId}`)?.choice ?? null
		}));
		return [[teamId, markAnswers(quiz, part, answers)] as const];
	});
	return new Map(marked);
}

/**
 * For given.enter: where the part's score is counted from answers, another score needs a reason, and what was counted is kept beside
 * what is confirmed.
 */
export async function keepProposed(
	{ tx, actor, at }: Context,
	stage: Stage,
	place: Place,
	confirmed: string | null,
	reason: string | null
): Promise<void> {
	const proposal = (await proposedScores(tx, stage, place, [place.teamId], at.getTime())).get(place.teamId);
	if (!proposal) return;
	const { value: proposed, right, wrong, unanswered } = proposal;
	if (confirmed !== proposed && (reason ?? '').length < 5) {
		throw new Refusal('quiz_score_reason', { proposed }, [
			{ field: 'note', code: 'quiz_score_reason', params: { proposed } }
		]);
	}
	const by = actorId(actor);
	const byName = 'name' in actor ? actor.name : by;
	const data = { proposed, right, wrong, unanswered, confirmed, reason, by, byName, at };
	await tx.quizScore.upsert({
		where: {
			roundId_teamId_partKey: { roundId: place.roundId, teamId: place.teamId, partKey: place.partKey }
		},
		create: { roundId: place.roundId, teamId: place.teamId, partKey: place.partKey, ...data },
		update: data
	});
}
