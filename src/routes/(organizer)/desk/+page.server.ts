import { mayAnywhere } from '#lib/domain/access/policy.ts';
import { app } from '#lib/server/app.ts';
import { contestsOnDesk } from '#lib/server/auth/account-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const contests = await contestsOnDesk(app().database.read, locals.actor);
	return {
		mayCreate: mayAnywhere(locals.actor, 'contest.create'),
		contests: contests.map(({ titleVi, titleEn, host, ...contest }) => ({
			...contest,
			title: locals.locale === 'en' ? titleEn : titleVi,
			host: host.name
		}))
	};
};
