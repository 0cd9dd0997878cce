import { app } from '#lib/server/app.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	await deskContest(app().database.read, locals.actor, params.code, 'contest.export');
	return {};
};
