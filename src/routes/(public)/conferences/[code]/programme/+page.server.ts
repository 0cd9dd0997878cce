import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { publicConference } from '#lib/server/conference/conference-query.ts';
import { publicProgramme } from '#lib/server/conference/programme/programme-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	const { read } = app().database;
	const conference = found(await publicConference(read, params.code));
	setHeaders({ 'Cache-Control': 'no-cache' });
	const { id, code, status, startsOn, endsOn, venue, isInvented } = conference;
	return {
		now: Date.now(),
		conference: {
			...{ id, code, status, startsOn, endsOn, venue, isInvented },
			title: locals.locale === 'en' ? conference.titleEn : conference.titleVi
		},
		programme: await publicProgramme(read, conference.id)
	};
};
