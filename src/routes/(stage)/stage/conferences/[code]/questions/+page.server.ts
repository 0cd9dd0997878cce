import { app } from '#lib/server/app.ts';
import { askingView } from '#lib/server/asking/asking-query.ts';
import { found } from '#lib/server/auth/guard.ts';
import { publicConference } from '#lib/server/conference/conference-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const conference = found(await publicConference(read, params.code));
	return {
		conferenceId: conference.id,
		title: locals.locale === 'en' ? conference.titleEn : conference.titleVi,
		view: await askingView(read, conference.id)
	};
};
