import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { publicConference } from '#lib/server/conference/conference-query.ts';
import { followedProgramme } from '#lib/server/conference/programme/stage-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
	const { read } = app().database;
	const conference = found(await publicConference(read, params.code));
	setHeaders({ 'Cache-Control': 'no-cache' });
	return {
		conference: {
			id: conference.id,
			title: locals.locale === 'en' ? conference.titleEn : conference.titleVi,
			isInvented: conference.isInvented
		},
		...(await followedProgramme(read, conference.id, url, new Date()))
	};
};
