import { app } from '#lib/server/app.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { mcPage } from '#lib/server/conference/mc/mc-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, setHeaders, depends }) => {
	depends('programme:mc');
	const { read } = app().database;
	const { conference } = await deskConference(read, locals.actor, params.code, 'programme.read');
	setHeaders({ 'Cache-Control': 'no-store' });
	return mcPage(read, conference, { url, now: new Date(), locale: locals.locale });
};
