import { app } from '#lib/server/app.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { honourees } from '#lib/server/conference/honours/honouree-query.ts';
import { followedProgramme, notesOf } from '#lib/server/conference/programme/stage-page.ts';
import { speakersHere } from '#lib/server/conference/speeches/speech-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, setHeaders, depends }) => {
	depends('programme:mc');
	const { read } = app().database;
	const { conference } = await deskConference(read, locals.actor, params.code, 'programme.read');
	setHeaders({ 'Cache-Control': 'no-store' });
	return {
		conference: {
			id: conference.id,
			title: locals.locale === 'en' ? conference.titleEn : conference.titleVi
		},
		...(await followedProgramme(read, conference.id, url, new Date())),
		notes: await notesOf(read, conference.id),
		here: await speakersHere(read, conference.id),
		honourees: await honourees(read, conference.id)
	};
};
