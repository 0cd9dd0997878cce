import { ALL_TEAMS } from '#lib/domain/quiz/draw-questions.ts';
import type { StageQuiz } from '#lib/live/quiz-protocol.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { frozenNow } from '#lib/server/live/frozen-now.ts';
import { choicesIn } from './asked.ts';
import { onShow } from './shown-question.ts';

/** What hall and public see of a round's quiz at `now`; null where there is no such round yet. */
export async function stageQuiz(read: Tx, roundId: string, now = Date.now()): Promise<StageQuiz | null> {
	const found = await onShow(read, roundId, now);
	if (!found) return null;
	const { shown, facts, drawer, right } = found;
	const draws = await read.questionDraw.findMany({
		where: { roundId },
		orderBy: { seq: 'asc' },
		select: { bank: { select: { commitment: true } } }
	});
	const commitments = [...new Set(draws.flatMap(({ bank }) => bank.commitment ?? []))];
	// Who was right is points: where the public board tells none, this screen does not either.
	const isTold =
		shown?.kind === 'choice' &&
		shown.state === 'revealed' &&
		facts.stage.visibility.publicBoard === 'afterEachTeam' &&
		!(await frozenNow(read, roundId));
	if (!shown || !isTold) return { roundId, shown, right: null, commitments };
	const choices = await choicesIn(read, [shown.askedId]);
	const names = [...facts.teams.values()]
		.filter(({ id }) => drawer === ALL_TEAMS || drawer === id)
		.filter(({ id }) => choices.get(`${shown.askedId} ${id}`)?.choice === right)
		.map(({ name }) => name);
	return { roundId, shown, right: names, commitments };
}
