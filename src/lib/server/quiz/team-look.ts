import type { TeamLook } from '#lib/live/quiz-protocol.ts';
import type { Database } from '#lib/server/db/client.ts';
import { noteTabletSeen } from './note-tablet-seen.ts';
import { tabletStanding } from './tablet-standing.ts';
import { teamQuiz } from './team-quiz.ts';

/** What the tablet that holds a cookie is told at `now`. */
export async function teamLook(
	database: Database,
	token: string | null | undefined,
	now = new Date()
): Promise<TeamLook> {
	const standing = await tabletStanding(database.read, token, now);
	if (standing.state !== 'live') return standing;
	await noteTabletSeen(database, standing.actor.tabletId, now);
	return { state: 'live', quiz: await teamQuiz(database.read, standing.actor, now.getTime()) };
}
