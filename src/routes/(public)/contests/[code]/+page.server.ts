import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { publicContest } from '#lib/server/contest/public-contest-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => ({
	contest: found(await publicContest(app().database.read, params.code.toUpperCase()))
});
