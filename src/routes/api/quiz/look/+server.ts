import { json } from '@sveltejs/kit';
import type { TeamLook } from '#lib/live/quiz-protocol.ts';
import { app } from '#lib/server/app.ts';
import { teamLook } from '#lib/server/quiz/team-look.ts';
import { TEAM_COOKIE } from '#lib/server/quiz/team-actor.ts';
import type { RequestHandler } from './$types';

/** What a team's tablet shows now, for networks that block sockets; and why it shows nothing any more. */
export const GET: RequestHandler = async ({ cookies }) => {
	const look: TeamLook = await teamLook(app().database, cookies.get(TEAM_COOKIE));
	return json(look, { headers: { 'cache-control': 'private, no-store' } });
};
