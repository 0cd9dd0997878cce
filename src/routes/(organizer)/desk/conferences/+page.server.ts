import { mayAnywhere } from '#lib/domain/access/policy.ts';
import { app } from '#lib/server/app.ts';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { conferencesOnDesk } from '#lib/server/conference/conference-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	allowAnywhere(locals.actor, 'conference.read');
	const conferences = await conferencesOnDesk(app().database.read, locals.actor);
	return {
		mayCreate: mayAnywhere(locals.actor, 'conference.create'),
		conferences: conferences.map(({ titleVi, titleEn, host, ...conference }) => ({
			...conference,
			title: locals.locale === 'en' ? titleEn : titleVi,
			host: host.name
		}))
	};
};
