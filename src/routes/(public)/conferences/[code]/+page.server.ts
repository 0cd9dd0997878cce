import { app } from '#lib/server/app.ts';
import { publicAnswers } from '#lib/server/asking/asking-query.ts';
import { found } from '#lib/server/auth/guard.ts';
import { publicConference } from '#lib/server/conference/conference-query.ts';
import { newestReleases } from '#lib/server/conference/programme/items.ts';
import { publishedHonours } from '#lib/server/honours/roll/public-event.ts';
import { publicDocuments } from '#lib/server/papers/document-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const conference = found(await publicConference(read, params.code));
	const { code, kind, status, startsOn, endsOn, venue, occasion, isInvented } = conference;
	return {
		honours: await publishedHonours(read, { kind: 'conference', code }),
		answers: (await publicAnswers(read, conference.id)).length,
		documents: (await publicDocuments(read, conference.id)).length,
		hasProgramme: (await newestReleases(read, conference.id, 1)).length > 0,
		conference: {
			code,
			kind,
			status,
			startsOn,
			endsOn,
			venue,
			occasion,
			isInvented,
			title: locals.locale === 'en' ? conference.titleEn : conference.titleVi,
			host: conference.host.name
		}
	};
};
