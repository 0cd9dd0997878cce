import { ALL_TEAMS } from '#lib/domain/quiz/draw-questions.ts';
import type { TeamQuiz } from '#lib/live/quiz-protocol.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { choicesIn } from './asked.ts';
import { onShow } from './shown-question.ts';
import type { TeamActor } from './team-actor.ts';

/** What a team's tablet shows at `now`: the question in the hall, and what the own team chose; never another team's choice. */
export async function teamQuiz(read: Tx, actor: TeamActor, now = Date.now()): Promise<TeamQuiz | null> {
	const { roundId, teamId, name: team } = actor;
	const found = await onShow(read, roundId, now);
	if (!found) return null;
	const { shown, part, drawer, facts, right } = found;
	// Whoever answers no more reads no more: the last question does not stay where the round is over or the team is out.
	if (found.live.state !== 'open' || !facts.teams.get(teamId)?.isCompeting) {
		return { roundId, team, shown: null, own: null };
	}
	const quiz = part?.quiz;
	const isOwn = drawer === ALL_TEAMS || drawer === teamId;
	if (!shown || !quiz || quiz.input !== 'tablet' || !isOwn) {
		return { roundId, team, shown, own: null };
	}
	const choice = (await choicesIn(read, [shown.askedId])).get(`${shown.askedId} ${teamId}`)?.choice ?? null;
	const isLocked = choice !== null && quiz.lock === 'firstChoice';
	const own = {
		choice,
		firstStands: quiz.lock === 'firstChoice',
		isLocked,
		mayChoose: shown.state === 'answering' && !isLocked,
		wasRight: shown.state === 'revealed' ? choice === right : null
	};
	return { roundId, team, shown, own };
}
