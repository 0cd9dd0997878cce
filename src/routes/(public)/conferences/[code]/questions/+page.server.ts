import { app } from '#lib/server/app.ts';
import { publicAnswers } from '#lib/server/asking/asking-query.ts';
import { found } from '#lib/server/auth/guard.ts';
import { publicConference } from '#lib/server/conference/conference-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const conference = found(await publicConference(read, params.code));
	return {
		conference: {
			code: conference.code,
			title: locals.locale === 'en' ? conference.titleEn : conference.titleVi
		},
		answers: await publicAnswers(read, conference.id)
	};
};
