import { app } from '#lib/server/app.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { teamList } from '#lib/server/contest/team-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const { contest, mayDo } = await deskContest(read, locals.actor, params.code);
	return {
		teams: await teamList(read, contest.id),
		maySave: mayDo('team.save'),
		mayInvite: mayDo('invitation.make')
	};
};
