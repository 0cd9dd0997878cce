import { app } from '#lib/server/app.ts';
import { homeContests } from '#lib/server/contest/public-contest-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const contests = await homeContests(app().database.read);
	return {
		contests: contests.map(({ titleVi, titleEn, host, rounds, ...contest }) => ({
			...contest,
			title: locals.locale === 'en' ? titleEn : titleVi,
			host: host.name,
			liveRounds: rounds
		}))
	};
};
